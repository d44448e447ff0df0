import { isProviderError } from '@g4f/core';
import { createAibn } from '@g4f/provider-aibn';
import { StreamSession } from '@g4f/requests';

const messages = [{ role: 'user', content: 'Hi' }];
const text = 'Привет, 你好 🌍';
const isBrowser = typeof document === 'object';

/**
 * What requests and a provider on it promise wherever there is `fetch`, asked of servers by their `urls`: one for each mode of the
 * testkit's, `web` for the rest, `closed` where nobody listens. Throws where a promise is broken.
 */
export async function smoke(urls) {
  const same = (what, actual, expected) => {
    if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  };
  const ask = (mode, init) => createAibn({ baseURL: urls[mode] }).createAsyncGenerator({ messages }, init);
  const all = async (mode, init) => {
    const chunks = [];
    try {
      for await (const chunk of ask(mode, init)) chunks.push(chunk);
    } catch (error) {
      return { chunks, text: chunks.join(''), error };
    }
    return { chunks, text: chunks.join('') };
  };
  const fails = async (mode, code, init) => {
    const { error } = await all(mode, init);
    same(`${mode} ${Object.keys(init ?? {})}`, isProviderError(error) ? error.code : String(error), code);
    return error;
  };
  const caught = (work) => work.then(() => ({ code: 'nothing' }), (error) => error);

  // Streams.
  const slow = await all('slow-drip');
  same('a slow answer', slow.text, text);
  if (slow.chunks.length < 3) throw new Error(`an answer of many chunks came in ${slow.chunks.length}`);
  same('split characters', (await all('split-characters')).text, text);
  // Bun and Chromium lose what came in together with a failure: then nothing was seen, which is `upstream`, and never a good end.
  for (const mode of ['cut', 'cut-content-length']) same(mode, /^(interrupted|upstream)$/.test((await all(mode)).error?.code), true);
  /** An answer that goes on, read up to the end of what has come. */
  const half = async (init) => {
    const generator = ask('never-ends', init);
    for (let got = ''; got !== text; ) got += (await generator.next()).value;
    return generator;
  };
  const cut = caught((await half()).next());
  await fetch(`${urls.web}/cut`);
  same('an answer that is cut off', (await cut).code, 'interrupted');

  // Ends early, by abort and by leaving: the server tells whether its connection was closed.
  const controller = new AbortController();
  const aborted = caught((await half({ signal: controller.signal })).next());
  controller.abort('mine');
  same('an abort', await aborted, 'mine');
  for await (const chunk of ask('upstream-unfinished')) {
    same('the first chunk', text.startsWith(chunk), true);
    break;
  }

  // Failures.
  await fails('challenge-200', 'blocked');
  await fails('challenge-403', 'blocked');
  same('the wait that upstream asks for', (await fails('rate-limited-seconds', 'rate-limited')).retryAfter, 7_000);
  const unreachable = await fails('closed', 'upstream');
  same('the word for CORS, where it may be the reason', /CORS/.test(unreachable.message), isBrowser);
  await fails('stalls-before-headers', 'timeout', { timeout: { firstByte: 200 } });
  await fails('stalls-after-headers', 'timeout', { timeout: { firstByte: 200 } });

  // What fetch cannot do.
  const refusal = await fails('works', 'invalid-request', { proxy: 'http://user:sesame@127.0.0.1:1' });
  same('the word for a proxy', /no way to use a proxy/.test(refusal.message) && !refusal.message.includes('sesame'), true);
  await fails('works', 'invalid-request', { dispatcher: { dispatch: () => true } });
  same('required TLS', (await caught((async () => new StreamSession({ impersonate: 'chrome107' }))())).code, 'unsupported');

  // Bodies and redirects.
  await using session = new StreamSession();
  same('gzip', await (await session.get(`${urls.web}/gzip`)).json(), { it: text });
  same('no content', await (await session.get(`${urls.web}/none`)).text(), '');
  same('what was sent', await (await session.post(`${urls.web}/echo`, { json: { it: text }, headers: { 'x-it': 'it' } })).json(), { method: 'POST', type: 'application/json', it: 'it', body: `{"it":"${text}"}` });
  const moved = async (asked) => {
    const response = await asked;
    await response.raiseForStatus();
    return response.json();
  };
  same('a POST that is sent elsewhere', (await caught(moved(session.post(`${urls.web}/moved`, { json: {} })))).code, 'upstream');
  const got = moved(session.get(`${urls.web}/moved`));
  same('a GET that is sent elsewhere', isBrowser ? (await caught(got)).code : await got, isBrowser ? 'upstream' : { it: text });
}
