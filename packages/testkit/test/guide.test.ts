import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import plugin from './guide/plugin.ts';

const guide = readFileSync(new URL('../../../docs/guides/write-a-provider.md', import.meta.url), 'utf8');
const folder = new URL('./guide/', import.meta.url);

test.each(readdirSync(folder).filter((name) => name.endsWith('.ts')))('the guide shows %s as it is tested here', (name) => {
  expect(guide).toContain(readFileSync(new URL(name, folder), 'utf8'));
});

test('the manifest in the guide names an entry that it exports', () => {
  const json = /^## package\.json\n+```json\n([^]*?)^```$/m.exec(guide)?.[1] ?? '';
  expect(JSON.parse(json)).toMatchObject({ g4f: { entry: './plugin', contract: 1 }, exports: { './plugin': {} } });
});

test('the guide shows tsconfig.json as the generator writes it', () => {
  const written = readFileSync(new URL('../../create-g4f-provider/template/outside/tsconfig.json', import.meta.url), 'utf8');
  expect(guide).toContain(`\`\`\`json tsconfig.json\n${written}\`\`\``);
});

test('the recording in the guide is that of the test', () => {
  const [from = '', ...lines] = readFileSync(new URL('recordings/001-post-v1-chat.jsonl', folder), 'utf8').split('\n');
  for (const line of [from, ...lines.slice(0, 3)]) expect(guide).toContain(line);
});

test('the plugin in the guide makes its provider of any environment', () => {
  expect(plugin({})).toMatchObject({ id: 'foo', url: 'https://api.foo.example' });
  expect(plugin({ FOO_BASE_URL: 'http://127.0.0.1:9' })).toMatchObject({ url: 'http://127.0.0.1:9' });
});
