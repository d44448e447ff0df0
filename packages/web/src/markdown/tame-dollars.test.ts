import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tameDollars } from './tame-dollars.ts';

test.each([
  ['from $5 to $10', String.raw`from \$5 to \$10`],
  ['$x^2$ and $5', String.raw`$x^2$ and \$5`],
  ['it costs $10, and $e^{i\\pi}$ is maths', String.raw`it costs \$10, and $e^{i\pi}$ is maths`],
  ['code `$a $b` stays', 'code `$a $b` stays'],
  [String.raw`\(x\) and \[y\]`, '$x$ and $$\ny\n$$'],
  ['$$\nx = 1\n$$', '$$\nx = 1\n$$'],
  [String.raw`\$5`, String.raw`\$5`],
  ['nothing here', 'nothing here'],
])('%s', (text, tamed) => {
  expect(tameDollars(text)).toBe(tamed);
});

test('whatever there is, nothing is lost', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('$', '`', 'a', ' ', '\n', '1', '$$'), { maxLength: 200 }), (pieces) => {
    const text = pieces.join('');
    expect(tameDollars(text).replaceAll('\\$', '$')).toBe(text);
  }));
});
