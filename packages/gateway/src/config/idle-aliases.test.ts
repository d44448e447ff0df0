import { createRegistry } from '@g4f/registry';
import { fallback } from '@g4f/registry/routes';
import { expect, test } from 'vitest';
import { scripted } from '../../test/scripted.ts';
import { idleAliases } from './idle-aliases.ts';

test('an alias that leads to nobody is told, with the cure where its provider is in a route', () => {
  const registry = createRegistry([fallback([scripted('inner', ['Hi']).provider], { id: 'main' }), scripted('other', ['Hi']).provider], {
    aliases: { good: ['gone', 'other/small'], through: 'main/small', idle: ['inner/small', 'gone'], misspelt: 'smal' },
  });
  expect(idleAliases(registry, { routes: [{ id: 'main', kind: 'fallback', members: ['inner'] }] })).toEqual([
    'the alias "idle" leads to nobody: there is no "inner/small" nor "gone"; inner is asked through its route alone, so write the model without it, or the route in its place',
    'the alias "misspelt" leads to nobody: there is no "smal"',
  ]);
});
