import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aibnModes } from '../src/servers.ts';
import { laws } from '../src/index.ts';

const source = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const readme = source('../README.md');

test('README shows the suite that runs here', () => {
  expect(readme).toContain(`\`\`\`ts check\n${source('./outsider.test.ts')}\`\`\``);
});

test('README lists every law, with the name that skips it', () => {
  const rows = Object.entries(laws).map(([name, { sentence }]) => `| \`${name}\` | ${sentence} |`);
  expect(readme).toContain(rows.join('\n'));
});

test('README names every mode of the chatgpt-demo server', () => {
  for (const mode of Object.keys(aibnModes)) expect(readme).toContain(`\`${mode}\``);
});
