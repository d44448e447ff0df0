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
        'PROVIDER  WORKING  MODELS          FLAGS                                                              FROM',
        'dead      no       gpt-3.5-turbo   supportsGpt35Turbo                                                 @test/dead@1.2.3',
        'echo      yes      parrot, magpie  supportsMessageHistory, supportsSystemMessage, supportsGpt35Turbo  @test/echo@1.2.3',
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
    expect(out).toContain('@test/echo@1.2.3');
  });
});

describe('g4f models', () => {
  test("lists each model with its own word on its provider's flags", async () => {
    expect((await createWorld({ providers }).run('models')).out).toBe(
      [
        'PROVIDER  MODEL          WORKING  FLAGS',
        'dead      gpt-3.5-turbo  no       supportsGpt35Turbo',
        'echo      parrot         yes      supportsMessageHistory, supportsSystemMessage, supportsGpt35Turbo',
        'echo      magpie         yes      supportsMessageHistory, supportsGpt35Turbo',
        '',
      ].join('\n'),
    );
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
