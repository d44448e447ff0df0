import { once } from 'node:events';
import { defineProvider } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { flags } from '@g4f/core';
import { Interruption } from '../src/interruption.ts';
import { dead, echo, failing, saying, stalling } from './providers.ts';
import { createWorld } from './world.ts';

describe('g4f chat', () => {
  test('prints the answer on stdout, and who answered on stderr', async () => {
    expect(await createWorld({ providers: [echo] }).run('chat', 'Hi', 'there')).toEqual({
      code: 0,
      out: 'parrot heard user: Hi there\n',
      err: 'echo/parrot · tokens: 3 in, 5 out · 0.0 s\n',
    });
  });

  test('takes the prompt from standard input', async () => {
    expect((await createWorld({ providers: [echo], stdin: 'piped\n' }).run('chat')).out).toBe('parrot heard user: piped\n');
  });

  test('adds standard input below the prompt', async () => {
    expect((await createWorld({ providers: [echo], stdin: 'a diff\n' }).run('chat', 'Explain')).out).toBe('parrot heard user: Explain\n\na diff\n');
  });

  test('adds no line feed to an answer that ends in one', async () => {
    expect((await createWorld({ providers: [saying('done\n')] }).run('chat', 'Hi')).out).toBe('done\n');
  });

  test('gives system text, model and temperature to the provider, and says what has no effect', async () => {
    const { out, err } = await createWorld({ providers: [echo] }).run('chat', 'Hi', '--system', 'Be brief.', '--temperature', '0.5');
    expect(out).toBe('parrot heard system: Be brief. | user: Hi\n');
    expect(err).toContain('note: temperature is not carried by this provider');
    expect((await createWorld({ providers: [echo] }).run('chat', 'Hi', '-m', 'echo/magpie')).out).toContain('magpie heard');
  });

  test('prints parts as lines of JSON', async () => {
    const { out } = await createWorld({ providers: [saying({ type: 'reasoning', text: 'hm' }, 'a ', 'b')] }).run('chat', 'Hi', '--json');
    expect(out.trimEnd().split('\n').map((line) => JSON.parse(line))).toEqual([
      { type: 'reasoning', text: 'hm' },
      { type: 'text', text: 'a ' },
      { type: 'text', text: 'b' },
      { type: 'finish', reason: 'stop' },
    ]);
  });

  test('keeps reasoning off stdout', async () => {
    const { out, err } = await createWorld({ providers: [saying({ type: 'reasoning', text: 'hm' }, 'yes')] }).run('chat', 'Hi');
    expect(out).toBe('yes\n');
    expect(err).toContain('hm\n');
  });

  test('says at the end, and not in the middle of a line, that an answer was cut and what it leans on', async () => {
    const cut = defineProvider({ id: 'cut', url: 'https://cut.example', models: ['short'], working: true }, async function* () {
      yield 'half an';
      yield { type: 'source', url: 'https://source.example', title: 'Source' };
      yield { type: 'finish', reason: 'length' };
    });
    const world = createWorld({ providers: [cut] });
    const { out, err } = await world.run('chat', 'Hi');
    expect(out).toBe('half an\n');
    expect(err).toBe('source: Source https://source.example\nnote: the answer was cut at a limit on its length\ncut/short · 0.0 s\n');
  });

  test('strips control sequences for a terminal, and for nobody else', async () => {
    const providers = [saying('\u001B', '[31mred\u001B]0;title\u0007')];
    expect((await createWorld({ providers, isTTY: true }).run('chat', 'Hi')).out).toBe('red\n');
    expect((await createWorld({ providers }).run('chat', 'Hi')).out).toBe('\u001B[31mred\u001B]0;title\u0007\n');
  });

  test('shows on a terminal who is asked until something comes', async () => {
    const { err } = await createWorld({ providers: [echo], isTTY: true, env: { NO_COLOR: '1' } }).run('chat', 'Hi');
    expect(err).toBe('\r\u001B[2Kasking echo…\r\u001B[2Kecho/parrot · tokens: 3 in, 5 out · 0.0 s\n');
  });

  test('says who is asked and why not the others', async () => {
    const { out, err } = await createWorld({ providers: [dead, echo] }).run('chat', 'Hi', '--explain');
    expect(out).toContain('parrot heard');
    expect(err).toContain('note: dead/gpt-3.5-turbo: is not declared to be working; -p dead asks it all the same\nnote: echo/parrot: answers\n');
  });

  test('asks a provider that is named, working or not, for any model', async () => {
    const { code, out, err } = await createWorld({ providers: [echo, dead] }).run('chat', 'Hi', '-p', 'dead', '-m', 'gpt-99');
    expect([code, out]).toEqual([0, 'alive after all\n']);
    expect(err).toContain('note: dead is not declared to be working');
    expect(err).toContain('dead/gpt-99');
  });

  test('goes on to the next provider when one fails before it says anything', async () => {
    const { code, out, err } = await createWorld({ providers: [failing('first'), echo] }).run('chat', 'Hi');
    expect([code, out]).toEqual([0, 'parrot heard user: Hi\n']);
    expect(err).toBe('note: first: HTTP 500: out of order; ask later; asking echo\necho/parrot · tokens: 3 in, 5 out · 0.0 s\n');
  });

  test('names everyone who failed, when all of them do', async () => {
    const { code, out, err } = await createWorld({ providers: [failing('first'), failing('second', 'rate-limited', 'too many requests')] }).run('chat', 'Hi');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('g4f: route: 2 providers failed\n- first: HTTP 500: out of order; ask later\n- second: too many requests\n');
  });

  test('says what is wrong with a setting, and leaves broken plugins to g4f providers', async () => {
    const failed = [
      { packageName: undefined, reason: '"daed" is pinned, and no plugin provides it' },
      { packageName: 'broken', reason: 'it cannot be imported' },
    ];
    const { code, err } = await createWorld({ providers: [echo], failed }).run('chat', 'Hi');
    expect(code).toBe(0);
    expect(err).toContain('note: "daed" is pinned');
    expect(err).not.toContain('broken');
    expect((await createWorld({ providers: [dead], failed }).run('chat', 'Hi', '-m', 'x')).err).toContain('1 failed to load: g4f providers tells why');
  });

  test('asks nobody else when a provider is named', async () => {
    expect(await createWorld({ providers: [failing('first'), echo] }).run('chat', 'Hi', '-p', 'first')).toEqual({
      code: 1,
      out: '',
      err: 'g4f: first: HTTP 500: out of order; ask later\n',
    });
  });

  test('ends the line of an answer that breaks off, before it says why', async () => {
    const { code, out, err } = await createWorld({ providers: [stalling] }).run('chat', 'Hi', '--timeout', '50ms');
    expect([code, out]).toEqual([1, 'Once \n']);
    expect(err).toMatch(/^g4f: stalling: .*\n$/);
  });
});

describe('the command line', () => {
  test.each([
    [['chat', 'Hi', '--require', 'supportTools'], 'g4f: --require: there is no flag "supportTools"; did you mean supportsTools?'],
    [['chat', 'Hi', '--require', 'history'], 'g4f: --require: there is no flag "history"; did you mean supportsMessageHistory?'],
    [['chat', 'Hi', '--require', 'zzzzzzzzz'], `g4f: --require: there is no flag "zzzzzzzzz"; there are ${flags.join(', ')}`],
    [['chat'], 'g4f: there is no prompt: give one as an argument or on standard input, as in g4f chat "Why is the sky blue?"'],
    [['chat', '  '], 'g4f: there is no prompt: give one as an argument or on standard input, as in g4f chat "Why is the sky blue?"'],
    [['chat', 'Hi', '--temperature', 'hot'], 'g4f: --temperature takes a number from 0 to 2.'],
    [['chat', 'Hi', '--timeout', '2h'], 'g4f: --timeout takes a length of time: 120s, 2m, 500ms, or a number of seconds.'],
    [['chat', 'Hi', '--proxy', 'ftp://user:hush@proxy.example'], 'g4f: --proxy takes an address that begins with http:// or https:// or socks5://'],
    [['chat', 'Hi', '--base-url', 'https://example.com'], 'g4f: --base-url needs to know whose: say -p <provider> too'],
    [['chat', 'Hi', '-p', 'echo', '--base-url', 'https://example.com'], 'g4f: --base-url: echo does not take one; it stands at https://echo.example'],
    [['chat', 'Hi', '--modell', 'x'], "g4f: unknown option '--modell'\n(Did you mean --model?)"],
    [['chatt'], "g4f: unknown command 'chatt'\n(Did you mean chat?)"],
  ])('refuses %j with the cure', async (argv, message) => {
    expect(await createWorld({ providers: [echo] }).run(...argv)).toEqual({ code: 2, out: '', err: `${message}\n` });
  });

  test('sends help to stdout when it is asked for, and to stderr when a command is missing', async () => {
    const asked = await createWorld().run('--help');
    expect(asked).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage: g4f') });
    expect(await createWorld().run()).toEqual({ code: 2, out: '', err: asked.out });
  });

  test('fits help to the terminal', async () => {
    const { out } = await createWorld({ isTTY: true, columns: 40, env: { NO_COLOR: '1' } }).run('chat', '--help');
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(40);
  });

  test('gives the base URL to the provider that is named, by its variable', async () => {
    const world = createWorld({ providers: [echo] });
    await world.run('chat', 'Hi', '-p', 'my.own-ai', '--base-url', 'https://example.com');
    expect(world.seen).toEqual([{ MY_OWN_AI_BASE_URL: 'https://example.com' }]);
  });
});

describe('nobody to ask', () => {
  test.each([
    [['-m', 'gpt-9'], 'g4f: no provider for -m gpt-9\n  dead: has no model "gpt-9"\n'],
    [['-m', 'gpt3.5turbo'], 'g4f: no provider for -m gpt3.5turbo\n  dead: has no model "gpt3.5turbo"\n  did you mean gpt-3.5-turbo?\n'],
    [['--require', 'supportsTools'], 'g4f: no provider for supportsTools\n  dead: is not declared to be working; does not declare supportsTools\n'],
    [['-p', 'daed'], 'g4f: there is no provider "daed"; there are dead\n  did you mean dead?\n'],
  ])('exits 3 for %j, with every reason', async (argv, err) => {
    expect(await createWorld({ providers: [dead] }).run('chat', 'Hi', ...argv)).toEqual({ code: 3, out: '', err });
  });

  test('lets the offline responder answer where nothing was asked for, and says so', async () => {
    const { code, out, err } = await createWorld({ providers: [dead] }).run('chat', 'I am sad');
    expect([code, out]).toEqual([0, 'I am sorry to hear that you are sad. When did it begin?\n']);
    expect(err).toContain('note: no model could be reached: no provider is working\n');
    expect(err).toContain('-p dead asks it all the same');
    expect(err).toContain('to get one, install a provider here');
    expect(err).toContain('no model but a handful of rules (ELIZA)');
    expect(err).toContain('offline/eliza');
  });

  test('lets it answer where the engine of the only model is not installed, and gives the cure', async () => {
    const llama = failing('llama', 'missing-dependency', 'the engine is not installed; npm install node-llama-cpp');
    const { code, out, err } = await createWorld({ providers: [dead, llama] }).run('chat', 'I am sad', '--system', 'Be kind.');
    expect([code, out]).toEqual([0, 'I am sorry to hear that you are sad. When did it begin?\n']);
    expect(err).toContain('npm install node-llama-cpp');
    expect(err).toContain('offline takes no system text');
  });

  test.each([['-p', 'llama'], ['-m', 'mute'], ['--require', 'supportsMessageHistory']])('lets nobody step in for %s', async (...argv) => {
    const llama = failing('llama', 'missing-dependency', 'the engine is not installed');
    expect(await createWorld({ providers: [llama] }).run('chat', 'Hi', ...argv)).toEqual({ code: 1, out: '', err: 'g4f: llama: the engine is not installed\n' });
  });

  test('lets nobody step in for a model that fails otherwise', async () => {
    expect(await createWorld({ providers: [failing('busy', 'rate-limited', 'too many requests')] }).run('chat', 'Hi')).toMatchObject({ code: 1, out: '' });
  });
});

describe('an end before the end', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('exits for %s with %i, and no word', async (name, code) => {
    const stop = new AbortController();
    const world = createWorld({ providers: [stalling], signal: stop.signal });
    void once(world.stdout, 'data').then(() => stop.abort(new Interruption(name)));
    expect(await world.run('chat', 'Hi')).toEqual({ code, out: 'Once \n', err: '' });
  });

  test('stops while it waits for standard input', async () => {
    const stop = new AbortController();
    const world = createWorld({ providers: [echo], signal: stop.signal, stdin: undefined });
    setImmediate(() => stop.abort(new Interruption('SIGINT')));
    expect(await world.run('chat')).toEqual({ code: 130, out: '', err: '' });
  });

  test('takes a reader that goes away for no error', async () => {
    const world = createWorld({ providers: [stalling] });
    void once(world.stdout, 'data').then(() => world.stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })));
    expect(await world.run('chat', 'Hi')).toMatchObject({ code: 0, err: '' });
  });

  test('says so when stdout fails for another reason', async () => {
    const world = createWorld({ providers: [stalling] });
    void once(world.stdout, 'data').then(() => world.stdout.destroy(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })));
    expect(await world.run('chat', 'Hi')).toMatchObject({ code: 1, err: 'g4f: no space left on device\n' });
  });
});
