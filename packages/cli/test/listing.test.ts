import { describe, expect, test } from 'vitest';
import { dead, echo } from './providers.ts';
import { createWorld } from './world.ts';

const providers = [dead, echo];
const failed = [{ packageName: 'provider-broken', reason: 'it cannot be imported: out of order' }];

describe('g4f providers', () => {
  test('lists who is there on stdout, and what failed to load on stderr', async () => {
    expect(await createWorld({ providers, failed }).run('providers')).toEqual({
      code: 0,
      out: [
        'PROVIDER  WORKING  MODELS         FLAGS',
        'dead      no       gpt-3.5-turbo  gpt35Turbo',
        'echo      yes      parrot +1      messageHistory gpt35Turbo systemMessage',
        '',
      ].join('\n'),
      err: 'note: provider-broken failed to load: it cannot be imported: out of order\n',
    });
  });

  test('says all of it in JSON', async () => {
    const { out, err } = await createWorld({ providers, failed }).run('providers', '--json');
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      providers: [
        { id: 'dead', working: false, models: [{ id: 'gpt-3.5-turbo' }], flags: { supportsGpt35Turbo: true }, from: '@test/dead@1.2.3' },
        { id: 'echo', working: true, models: [{ id: 'parrot' }, { id: 'magpie', supportsSystemMessage: false }], from: '@test/echo@1.2.3' },
      ],
      failed,
    });
  });

  test('says what to do where there is nobody', async () => {
    expect(await createWorld().run('providers')).toEqual({ code: 0, out: '', err: expect.stringContaining('install one') });
  });

  test.each([40, 80])('fits a terminal of %i columns', async (columns) => {
    const { out, err } = await createWorld({ providers, failed, isTTY: true, columns, env: { NO_COLOR: '1' } }).run('providers');
    for (const line of `${out}${err}`.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    expect(out).toContain('gpt35Turbo');
  });
});

describe('g4f models', () => {
  test("lists each model with its own word on its provider's flags", async () => {
    expect((await createWorld({ providers }).run('models')).out).toBe(
      [
        'PROVIDER  MODEL          WORKING  FLAGS',
        'dead      gpt-3.5-turbo  no       gpt35Turbo',
        'echo      parrot         yes      messageHistory gpt35Turbo systemMessage',
        'echo      magpie         yes      messageHistory gpt35Turbo',
        '',
      ].join('\n'),
    );
  });

  test('shows context and price where they are known', async () => {
    const openai = { ...echo, id: 'openai', models: ['gpt-4o', { id: 'own', contextWindow: 1_050_000 }] } as const;
    const ollama = { ...dead, id: 'ollama', models: ['tiny'] } as const;
    expect((await createWorld({ providers: [openai, ollama] }).run('models')).out).toBe(
      [
        'PROVIDER  MODEL   WORKING  CONTEXT  PRICE     FLAGS',
        'openai    gpt-4o  yes      128k     $2.5/$10  messageHistory gpt35Turbo systemMessage',
        'openai    own     yes      1.05m              messageHistory gpt35Turbo systemMessage',
        'ollama    tiny    no                free      gpt35Turbo',
        '',
      ].join('\n'),
    );
    const { out } = await createWorld({ providers: [openai] }).run('models', '--json');
    expect(JSON.parse(out)).toMatchObject([{ contextWindow: 128_000, facts: { outputLimit: 16_384, price: { input: 2.5, output: 10 } } }, { contextWindow: 1_050_000 }]);
  });

  test('says it in JSON', async () => {
    const { out } = await createWorld({ providers: [echo] }).run('models', '--json');
    expect(JSON.parse(out)).toMatchObject([{ provider: 'echo', model: 'parrot' }, { provider: 'echo', model: 'magpie', flags: { supportsSystemMessage: false } }]);
  });
});

describe('g4f resolve', () => {
  test('says who would answer, and why not the others', async () => {
    expect(await createWorld({ providers: [dead, echo, { ...echo, id: 'later' }] }).run('resolve', '--require', 'supportsGpt35Turbo')).toEqual({
      code: 0,
      out: [
        'PROVIDER  MODEL          VERDICT',
        'dead      gpt-3.5-turbo  is not declared to be working; -p dead asks it all the same',
        'echo      parrot         answers',
        'later     parrot         matches, but comes after echo',
        '',
      ].join('\n'),
      err: '',
    });
  });

  test('says it in JSON, with codes', async () => {
    const { code, out } = await createWorld({ providers: [dead] }).run('resolve', '--json', '--require', 'supportsTools');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual({
      chosen: null,
      candidates: [
        {
          provider: 'dead',
          model: 'gpt-3.5-turbo',
          verdict: 'is not declared to be working; does not declare supportsTools',
          reasons: [{ code: 'working' }, { code: 'flag', flag: 'supportsTools' }],
        },
      ],
    });
    expect(JSON.parse((await createWorld({ providers }).run('resolve', '--json')).out)).toMatchObject({ chosen: { provider: 'echo', model: 'parrot' } });
  });

  test('gives every reason by itself', async () => {
    const openai = { ...echo, id: 'openai', models: ['gpt-4o'] } as const;
    expect(await createWorld({ providers: [dead, openai, echo] }).run('resolve', '--explain', '--min-context', '8k', '--max-price', '5')).toEqual({
      code: 3,
      out: [
        'PROVIDER  MODEL          REASON   IN WORDS',
        'dead      gpt-3.5-turbo  working  is not declared to be working',
        'dead      gpt-3.5-turbo  context  says nothing of its context, nor does a catalogue',
        'dead      gpt-3.5-turbo  price    has no known price of input',
        'dead      gpt-3.5-turbo  price    has no known price of output',
        'openai    gpt-4o         price    costs $10 a million tokens of output, more than $5',
        'echo      parrot         context  says nothing of its context, nor does a catalogue',
        'echo      parrot         price    has no known price of input',
        'echo      parrot         price    has no known price of output',
        '',
      ].join('\n'),
      err: '',
    });
    const { code, out } = await createWorld({ providers: [dead, openai] }).run('resolve', '--explain', '--min-context', '128k', '--max-price', '10');
    expect([code, out]).toEqual([0, expect.stringContaining('gpt-4o         chosen   answers')]);
  });

  test('asks for what runs here', async () => {
    const here = { ...echo, id: 'here', url: 'http://127.0.0.1:8080' } as const;
    expect((await createWorld({ providers: [echo, here] }).run('resolve', '--local')).out).toContain('here      parrot  answers');
    expect(await createWorld({ providers: [echo] }).run('resolve', '--local')).toEqual({ code: 3, out: '', err: 'g4f: no provider for local\n  echo: runs elsewhere (https://echo.example)\n' });
  });

  test.each([['--min-context', 'much', 'such as 8000 or 128k'], ['--max-price', '5k', 'takes a number'], ['--max-price', '-1', 'takes a number']])('refuses %s %s', async (option, value, words) => {
    const { code, err } = await createWorld({ providers: [echo] }).run('resolve', `${option}=${value}`);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  });

  test('picks the model of a provider that has what is required', async () => {
    const { out } = await createWorld({ providers: [echo] }).run('resolve', '-p', 'echo', '-m', 'magpie', '--require', 'supportsSystemMessage');
    expect(out).toBe('');
    expect((await createWorld({ providers: [echo] }).run('resolve', '-p', 'echo', '-m', 'magpie')).out).toContain('magpie  answers');
  });

  test('exits 3 with every reason where nobody would', async () => {
    expect(await createWorld({ providers }).run('resolve', '-m', 'gpt-9')).toEqual({
      code: 3,
      out: '',
      err: 'g4f: no provider for -m gpt-9\n  dead: has no model "gpt-9"\n  echo: has no model "gpt-9"\n',
    });
  });
});
