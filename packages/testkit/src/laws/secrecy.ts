import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { AsyncGeneratorProvider, ChatRequest, Message, RunInit } from '@g4f/core';
import type { Law, Subject } from '../law.ts';
import { cut, empty, stall } from '../servers/acts.ts';
import { listenProxy } from '../servers/listen-proxy.ts';
import type { Act } from '../servers/upstream.ts';
import { consume, rejection } from './consume.ts';
import { everythingIn } from './everything-in.ts';
import { logLines } from './log-lines.ts';
import { nowhere, stage, testKey, type Stage } from './stage.ts';

const question = 'canary-question: why does the grey heron stand on one leg by the old mill?';
const apiKey = 'canary-api-key-9b1d04e7';
const password = 'canary-proxy-password-77ac';
const cookie = 'canary-cookie-31f0';
const base64 = Buffer.from(`me:${password}`).toString('base64');

/** What must not show, whole or in its telling part. */
const secrets = [testKey, apiKey, password, cookie, base64, question, 'the grey heron stand', 'leg by the old mill'];

const request: ChatRequest = { messages: [{ role: 'user', content: question }] };

/** An upstream that says all it knows, in the format of `type`. What was asked it knows where it was told. */
const gossip = (code: number, type: 'json' | 'plain' | 'html'): Act => ({ call, response }) => {
  const words = `You sent ${call.body} with ${JSON.stringify(call.headers)}, ${testKey}, ${call.body === '' ? '' : question}`;
  response.writeHead(code, { 'set-cookie': `session=${cookie}; HttpOnly`, 'content-type': `${type === 'json' ? 'application' : 'text'}/${type}` });
  response.end({ json: JSON.stringify({ error: { message: words } }), plain: words, html: `<!DOCTYPE html><html><body>${words}` }[type]);
};

/** Makes a call fail, and looks through its error. */
type Trouble = (what: string, act: Act | undefined, init?: RunInit, asked?: ChatRequest) => Promise<void>;

function expectNothing(text: string, what: string): void {
  for (const secret of secrets) assert.ok(!text.includes(secret), `${what}: ${JSON.stringify(secret)} shows`);
}

async function fail(provider: AsyncGeneratorProvider, what: string, asked: ChatRequest, init: RunInit): Promise<void> {
  const { error } = await consume(provider.createAsyncGenerator(asked, { apiKeys: { [provider.id]: apiKey }, ...init }));
  assert.notEqual(error, undefined, `${what}: nothing was thrown`);
  expectNothing(everythingIn(error), `the error after ${what}`);
}

async function askForTrouble({ factory, scenario }: Subject, trouble: Trouble): Promise<void> {
  const odd = [{ role: 'wizard', content: question }, { role: 'user', content: [{ type: 'hologram', text: question }] }];
  for (const message of odd) await trouble('bad input', undefined, {}, { messages: [message as Message] });
  if (scenario.start === undefined) return;
  for (const code of [400, 401, 403, 429, 500]) {
    for (const type of ['json', 'plain'] as const) await trouble(`a ${type} error ${code}`, gossip(code, type));
  }
  await trouble('a challenge page', gossip(200, 'html'));
  await trouble('a cut', cut([`You asked: ${question}`]));
  await trouble('an empty answer', empty());
  await trouble('a timeout', stall('headers'), { timeout: 150 });
  await using refusing = await listenProxy({ credentials: 'another:one' });
  for (const address of [refusing.url, nowhere, ...['https', 'socks5', 'gopher'].map((scheme) => nowhere.replace('http', scheme))]) {
    await trouble('a proxy that fails', undefined, { proxy: address.replace('//', `//me:${password}@`) });
  }
  const lost = factory({ baseURL: nowhere + (scenario.path ?? ''), key: testKey });
  await fail(lost, 'a connection that was refused', request, {});
}

async function listAmongGossip({ provider, upstream }: Stage): Promise<void> {
  if (provider.listModels === undefined) return;
  upstream.play(gossip(401, 'json'));
  const error = await rejection(provider.listModels({ apiKeys: { [provider.id]: apiKey } }), 'a list of models');
  expectNothing(everythingIn(error), 'the error after a list of models');
}

export const keepsSecrets: Law = {
  sentence: 'puts no message, key, secret, cookie or proxy password into an error, its cause, or a log line',
  async check(subject) {
    await using on = await stage(subject);
    expectNothing(`${inspect(on.provider, { depth: Infinity, showHidden: true })}${JSON.stringify(on.provider)}`, 'the provider itself');
    const lines = await logLines(async () => {
      await askForTrouble(subject, async (what, act, init = {}, asked = request) => {
        if (act !== undefined) on.upstream.play(act);
        await fail(on.provider, what, asked, init);
      });
      if (subject.scenario.start !== undefined) await listAmongGossip(on);
    });
    expectNothing(lines, 'a log line');
  },
};
