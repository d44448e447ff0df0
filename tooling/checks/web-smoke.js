import { defineProvider, isProviderError } from '@g4f/core';

/** What core promises, asked with nothing but what every web runtime has. Throws where one of them breaks it. */
export async function smoke() {
  const messages = [{ role: 'user', content: 'Hi' }];
  const same = (actual, expected) => {
    if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  };
  const caught = (work) => work.then(() => 'nothing', (error) => (isProviderError(error) ? error.code : error));
  const hello = defineProvider({ id: 'hello', url: '', models: ['m'], supportsMessageHistory: true }, async function* () {
    yield ['Hel', 'lo'];
    yield ' world END';
  });
  const stuck = defineProvider({ id: 'stuck', url: '', models: ['m'] }, async function* (_, { signal }) {
    yield 'a';
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });

  same(await Array.fromAsync(hello.createAsyncGenerator({ messages })), ['Hel', 'lo', ' world END']);
  same(await hello.createAsync({ messages, stop: [' END'] }), 'Hello world');
  same((await Array.fromAsync(hello.createPartGenerator({ messages }))).at(-1), { type: 'finish', reason: 'stop' });
  same(await caught(hello.createAsync({ messages: [] })), 'invalid-request');
  same(await caught(hello.createAsync({ messages: [{ role: 'user', content: [{ type: 'image', data: new URL('https://example.com/a.png') }] }] })), 'unsupported');
  same(await caught(stuck.createAsync({ messages }, { timeout: { idle: 40 } })), 'timeout');
  const controller = new AbortController();
  const generator = stuck.createAsyncGenerator({ messages }, { signal: controller.signal });
  await generator.next();
  const waiting = caught(generator.next());
  controller.abort('mine');
  same(await waiting, 'mine');
}
