import { stripVTControlCharacters } from 'node:util';
import type { ProviderFlags } from '@g4f/core';
import { createOpenAICompatible } from '@g4f/provider-openai';
import { answer, listenWire, speak, stall, status, type Act, type Upstream } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Interruption } from '../src/interruption.ts';
import { dead } from './providers.ts';
import { createWorld } from './world.ts';

const usage = { type: 'usage', usage: { inputTokens: 14, outputTokens: 2 }, provenance: 'reported' } as const;
const ready = answer(['ready', usage]);
const refuse = (code: number, message: string, headers = {}): Act => status(code, { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ error: { message } }) });

/** A provider with an upstream of its own. */
async function upstream(id: string, act: Act, flags: ProviderFlags = {}, needsAuth = false) {
  const server = await listenWire(speak(openaiChat), act);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const provider = createOpenAICompatible({ id, baseURL: `${server.url}/v1`, models: ['small'], needsAuth, keyVariable: `${id.toUpperCase()}_API_KEY`, flags: { working: true, ...flags } });
  return { id, provider, server };
}

const asked = (server: Upstream): readonly string[] => server.calls.map(({ messages }) => messages.map(({ content }) => content).join(' '));

interface Output {
  readonly asked: readonly { readonly provider: string; readonly flags: readonly unknown[] }[];
  readonly notAsked: readonly unknown[];
}
const parse = (out: string): Output => JSON.parse(out) as Output;

describe('g4f probe', () => {
  test('asks everybody who is working one small question, and says who answered', async () => {
    const good = await upstream('good', ready, { supportsTools: true });
    const { code, out, err } = await createWorld({ providers: [good.provider, dead] }).run('probe');
    expect(out.split('\n')).toEqual([
      'PROVIDER  MODEL                FIRST  TOTAL  TOKENS        RESULT',
      'good      small (as loopback)  0 ms   0 ms   14 in, 2 out  answered',
      '',
      'PROVIDER  NOT ASKED',
      'dead      is not declared to be working (https://dead.example); -p dead asks it all the same',
      '',
    ]);
    expect([code, err]).toEqual([0, 'good: answered in 0.0 s\n']);
    expect(asked(good.server)).toEqual(['Say the word ready, and nothing else.']);
  });

  test('says of each that did not answer why not, and what to do; exits 1', async () => {
    const providers = await Promise.all([
      upstream('good', ready),
      upstream('locked', refuse(401, 'Incorrect API key')),
      upstream('busy', refuse(429, 'Too many requests', { 'retry-after': '30' })),
    ]);
    const { code, out } = await createWorld({ providers: providers.map(({ provider }) => provider) }).run('probe', '--json');
    expect(code).toBe(1);
    expect(parse(out).asked).toMatchObject([
      { provider: 'good', model: 'small', responseModel: 'loopback', usage: { inputTokens: 14, outputTokens: 2 }, provenance: 'reported', healthy: true, flags: [] },
      { provider: 'locked', failure: { code: 'unauthorized', message: expect.stringContaining('answered 401: Incorrect API key'), cure: 'check its key' }, healthy: false },
      { provider: 'busy', failure: { code: 'rate-limited', cure: 'ask again in 30 s' }, healthy: false },
    ]);
  });

  test('waits for an answer as long as --timeout says', async () => {
    const hanging = await upstream('hanging', stall('headers'));
    const { code, out } = await createWorld({ providers: [hanging.provider] }).run('probe', '--timeout', '100ms');
    expect([code, out]).toEqual([1, expect.stringMatching(/timeout: no end of the answer within 100 ms \(the total deadline\); --timeout gives it longer\n$/)]);
  });

  test('tells who has no key from who has a wrong one: nobody is called, and the cure names the variable', async () => {
    const keyless = await upstream('keyless', ready, {}, true);
    const idle = await upstream('idle', ready, { working: false }, true);
    const good = await upstream('good', ready);
    const providers = [keyless.provider, idle.provider, good.provider];
    const { code, out } = await createWorld({ providers }).run('probe', '--json');
    expect([code, parse(out).asked.map(({ provider }) => provider)]).toEqual([0, ['good']]);
    expect(parse(out).notAsked).toEqual(['keyless', 'idle'].map((provider) => ({ provider, reason: `no key: set ${provider.toUpperCase()}_API_KEY in the environment` })));
    expect([...keyless.server.calls, ...idle.server.calls]).toEqual([]);
    expect(await createWorld({ providers }).run('probe', '-p', 'keyless,good')).toMatchObject({ code: 3 });
    expect(await createWorld({ providers }).run('probe', '-p', 'keyless')).toMatchObject({ code: 3, err: expect.stringContaining('nobody was asked') });
  });

  test('asks those alone that are named, working or not, for the model that is named', async () => {
    const [first, second] = [await upstream('first', ready, { working: false }), await upstream('second', ready)];
    const providers = [first.provider, second.provider];
    expect(await createWorld({ providers }).run('probe', '-p', 'first', '-m', 'large')).toMatchObject({ code: 0, out: expect.stringContaining('large (as loopback)') });
    expect([first.server.calls.length, second.server.calls.length]).toEqual([1, 0]);
    expect(await createWorld({ providers }).run('probe', '-p', 'frist')).toMatchObject({ code: 3, err: expect.stringContaining('did you mean first?') });
    expect(await createWorld({ providers }).run('probe', '-m', 'large')).toMatchObject({ code: 2, err: expect.stringContaining('say -p') });
    expect(await createWorld().run('probe')).toMatchObject({ code: 3, err: expect.stringContaining('install one') });
  });

  test('tries with --flags each flag that is claimed, and no other', async () => {
    const claims = { supportsTools: true, supportsMessageHistory: true, supportsStructuredOutput: true, supportsReasoning: true, supportsImages: true, supportsFiles: true, supportsSystemMessage: false };
    const act: Act = (exchange) => {
      const { tools, response_format: format, messages } = JSON.parse(exchange.call.body) as { readonly tools?: unknown; readonly response_format?: unknown; readonly messages: readonly { readonly content: unknown }[] };
      const content = JSON.stringify(messages);
      if (tools !== undefined) return refuse(400, 'this model does not take tools')(exchange);
      if (content.includes('image/png')) return refuse(503, 'over capacity')(exchange);
      if (content.includes('application/pdf')) return answer(['a pelican'])(exchange);
      if (content.includes('91')) return answer([{ type: 'reasoning', text: '7 times 13' }, 'no'])(exchange);
      return answer([format === undefined ? 'I have forgotten' : '{"colour": "blue"}'])(exchange);
    };
    const claiming = await upstream('claiming', act, claims);
    const { code, out } = await createWorld({ providers: [claiming.provider] }).run('probe', '--flags', '--json');
    const flags = parse(out).asked[0]?.flags;
    expect(flags).toMatchObject([
      { flag: 'supportsMessageHistory', observed: 'taken' },
      { flag: 'supportsTools', observed: 'refused', failure: { code: 'invalid-request', message: expect.stringContaining('this model does not take tools') } },
      { flag: 'supportsStructuredOutput', observed: 'shown' },
      { flag: 'supportsImages', observed: 'unclear', failure: { code: 'upstream' } },
      { flag: 'supportsFiles', observed: 'shown' },
      { flag: 'supportsReasoning', observed: 'shown' },
    ]);
    expect([code, flags?.length, claiming.server.calls.length]).toEqual([1, 6, 7]);
    const table = await createWorld({ providers: [claiming.provider] }).run('probe', '--flags');
    expect(table.out).toMatch(/claiming +small +supportsTools +claimed, but refused: invalid-request: .* answered 400: this model does not take tools\n/);
  });

  test('asks the first model that has a flag, and nobody for what a model takes back', async () => {
    const server = await listenWire(speak(openaiChat), answer(['{}']));
    onTestFinished(() => server[Symbol.asyncDispose]());
    const flags = { working: true, supportsStructuredOutput: true, supportsMessageHistory: false, supportsSystemMessage: false, supportsTools: true };
    const models = [{ id: 'small', supportsStructuredOutput: false, supportsTools: false }, { id: 'large', supportsTools: false }] as const;
    const provider = createOpenAICompatible({ id: 'two', baseURL: `${server.url}/v1`, models, needsAuth: false, flags });
    const { code, out } = await createWorld({ providers: [provider] }).run('probe', '--flags', '--json');
    expect(parse(out).asked[0]?.flags).toEqual([{ flag: 'supportsStructuredOutput', model: 'large', observed: 'taken' }]);
    expect(code).toBe(0);
  });

  test('stops at Ctrl-C with what has come on stderr, and calls nobody who was being asked a failure', async () => {
    const stop = new AbortController();
    const good = await upstream('good', ready);
    const hanging = await upstream('hanging', stall('headers'));
    const world = createWorld({ providers: [good.provider, hanging.provider], signal: stop.signal });
    world.io.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().startsWith('good: answered')) stop.abort(new Interruption('SIGINT'));
    });
    const { code, out, err } = await world.run('probe');
    expect([code, out]).toEqual([130, '']);
    expect(err).toMatch(/good +small \(as loopback\).*answered\n/);
    expect(err).toContain('note: stopped: 1 of 2 providers have not ended\n');
    expect(err).not.toContain('hanging: ');
    for (const { closed } of hanging.server.calls) expect(await closed).toMatchObject({ isComplete: false });
  });

  test('shows on a terminal who is being asked, and leaves nothing of it behind', async () => {
    const good = await upstream('good', ready);
    const { out, err } = await createWorld({ providers: [good.provider], isTTY: true, columns: 40, env: { NO_COLOR: '1' } }).run('probe');
    expect(err).toContain('0 of 1 providers done\n');
    expect(err).toMatch(/⠋ good {4}0\.0 s {2}(connecting|waiting for an an…|waiting for an answer)\n/);
    expect(err.endsWith('\r\u001B[1A\u001B[J')).toBe(true);
    for (const line of stripVTControlCharacters(err).split(/[\r\n]/)) expect(line.length).toBeLessThan(40);
    expect(out).toContain('answered');
  });
});
