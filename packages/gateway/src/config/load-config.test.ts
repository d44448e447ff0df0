import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import schema from '../../config.schema.json' with { type: 'json' };
import { ConfigError } from './config-error.ts';
import { expandEnv } from './expand-env.ts';
import { configJsonSchema } from './json-schema.ts';
import { loadConfig } from './load-config.ts';

async function load(text: string, env: { readonly [name: string]: string } = {}, name = 'g4f.yaml') {
  const folder = await mkdtemp(path.join(tmpdir(), 'g4f-config-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, name);
  await writeFile(file, text);
  return loadConfig(file, env);
}

const refusal = (text: string, env?: { readonly [name: string]: string }, name?: string): Promise<string> =>
  load(text, env, name).then(
    () => 'it was taken',
    (error: unknown) => (error instanceof ConfigError ? error.message.split('\n').slice(1).map((line) => line.trim()).join('\n') : String(error)),
  );

describe('a configuration', () => {
  test('may be empty', async () => {
    expect((await load('# nothing\n')).settings).toEqual({});
  });

  test('has times in milliseconds, however they are written', async () => {
    const { settings } = await load('timeouts: { connect: 500ms, firstByte: 1.5s, idle: 2m, total: false, grace: 1h, patience: 250 }');
    expect(settings.timeouts).toEqual({ connect: 500, firstByte: 1_500, idle: 120_000, total: false, grace: 3_600_000, patience: 250 });
  });

  test('takes numbers and yes or no from the environment, and keys of digits as texts', async () => {
    const { settings } = await load('port: ${PORT}\nallowClientKeys: ${YES}\nkeys: [{ id: a, key: "${KEY}" }]\ntimeouts: { idle: "${IDLE}" }', { PORT: '8080', YES: 'true', KEY: '1234567890123456', IDLE: '30s' });
    expect(settings).toEqual({ port: 8080, allowClientKeys: true, keys: [{ id: 'a', key: '1234567890123456' }], timeouts: { idle: 30_000 } });
  });

  test('may be JSON, and a module', async () => {
    expect((await load('{ "port": 8080 }', {}, 'g4f.json')).settings).toEqual({ port: 8080 });
    expect((await load('export default { host: "${HOST}" };', { HOST: 'localhost' }, 'g4f.config.mjs')).settings).toEqual({ host: 'localhost' });
  });

  test('says everything that is wrong with it, each with its line, and the cure', async () => {
    expect(await refusal('prot: 80\nport: eighty\nproviders:\n  - id: mine\n    baseUrl: http://localhost\n  - 7\nroutes:\n  - { id: r, kind: fallbak, members: [a] }\nlogging:\n  level: loud')).toBe(
      [
        'line 2: port: must be number, received string',
        'line 5: providers[0].baseUrl: there is no such field here; did you mean baseURL?',
        'line 6: providers[1]: must be the id of a provider, or an object with an id',
        'line 8: routes[0].kind: must have a kind: fallback, roundRobin, leastLatency, sticky, weighted, cheapest, hedge or retry',
        'line 10: logging.level: must be "silent"|"error"|"warn"|"info"|"debug"',
        'line 1: prot: there is no such field here; did you mean port?',
      ].join('\n'),
    );
  });

  test.each([
    ['what is no YAML', 'a: [1,\nb: 2', /^line \d: /],
    ['a name that is there twice', 'port: 1\nport: 2', /^line 2: Map keys must be unique/],
    ['a list in place of an object', '- port', 'must be object, received array'],
    ['a provider without an id', 'providers:\n  - kind: openai', 'line 2: providers[0].id: is missing; it must be of type string'],
    ['what is no time', 'timeouts: { idle: soon }', 'line 1: timeouts.idle: must be milliseconds, a time such as 30s or 5m, or false for no limit'],
    ['no time at all', 'timeouts: { total: 0 }', 'line 1: timeouts.total: must be over 0, or false for no limit'],
    ['an address that is none', 'providers: [{ id: a, baseURL: localhost }]', 'line 1: providers[0].baseURL: must be an address that begins with http:// or https://'],
  ])('refuses %s', async (_what, text, message) => {
    expect(await refusal(text)).toMatch(message);
  });

  test('refuses a file of another kind, and a module without a default export', async () => {
    expect(await refusal('', {}, 'g4f.toml')).toBe('a configuration is one of .yaml, .yml, .json, .ts, .mts, .js, .mjs');
    expect(await refusal('export const port = 1;', {}, 'g4f.config.mjs')).toMatch(/^it has no default export/);
  });

  test('never tells a value in an error', async () => {
    const secret = 'sk-very-secret-value';
    for (const text of [`port: ${secret}`, `keys: [{ id: "${secret}!", key: "${secret}" }]`, `providers: [{ id: a, apiKey: [${secret}] }]`, `metrics: ${secret}`, `limits: { requestsPerMinute: ${secret} }`]) expect(await refusal(text)).not.toContain(secret);
  });
});

test('the configuration of the guide is one', async () => {
  const guide = await readFile(new URL('../../../../docs/guides/run-the-gateway.md', import.meta.url), 'utf8');
  const [, yaml = ''] = /```yaml\n(# yaml-language-server[^]+?)```/.exec(guide) ?? [];
  const { settings } = await load(yaml, { TEAM_GROQ_KEY: 'gsk', ADMIN_KEY: 'a'.repeat(32), G4F_REDIS_URL: 'redis://localhost' });
  expect(settings).toMatchObject({ port: 1_337, providers: ['anthropic', { id: 'groq' }, { id: 'our-vllm' }, '*'], routes: [{ id: 'main' }], keys: [{ id: 'ops' }, { id: 'team-a' }] });
});

describe('its JSON schema', () => {
  test('is the one that is published', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
  });
});

describe('expandEnv', () => {
  test.each([
    ['${A}', 'one'],
    ['before ${A} and ${B} after', 'before one and two after'],
    ['${UNSET:-otherwise}', 'otherwise'],
    ['${EMPTY:-otherwise}', 'otherwise'],
    ['${EMPTY}', ''],
    ['${UNSET:-}', ''],
    ['$${A}', '${A}'],
    ['$A and {A}', '$A and {A}'],
    ['${TRICK}', '${A}'],
  ])('makes of %s %s', (text, expected) => {
    expect(expandEnv({ text: [text] }, { A: 'one', B: 'two', EMPTY: '', TRICK: '${A}' })).toEqual({ value: { text: [expected] }, problems: [] });
  });

  test('says where a variable is missing or its name is none', () => {
    expect(expandEnv({ a: ['${NOPE}'], b: '${}' }, {}).problems).toEqual([
      { path: ['a', 0], message: 'the environment has no NOPE; set it, or write ${NOPE:-otherwise}' },
      { path: ['b'], message: 'between ${ and } stands a name, or name:-otherwise; write $${ for the characters themselves' },
    ]);
  });

  test('leaves every text without a dollar as it is', () => {
    fc.assert(fc.property(fc.string().filter((text) => !text.includes('$')), (text) => expandEnv(text, {}).value === text));
  });
});
