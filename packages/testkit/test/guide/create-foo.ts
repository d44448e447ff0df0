import { defineProvider, ProviderError, type Chunk } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import { messageText } from '@g4f/wires';

export interface FooOptions {
  /** @default 'https://api.foo.example' */
  readonly baseURL?: string | undefined;
  /** For calls that bring none in `apiKeys.foo`. @default none */
  readonly apiKey?: string | undefined;
}

/** What an event of Foo's stream says: a piece of text, tokens, why it failed, or that it is done. */
interface FooEvent {
  readonly text?: string;
  readonly error?: string;
  readonly done?: 'stop' | 'length';
  readonly tokens?: { readonly read: number; readonly written: number };
}

export function createFoo({ baseURL = 'https://api.foo.example', apiKey }: FooOptions = {}) {
  const address = `${baseURL.replace(/\/+$/, '')}/v1/chat`;

  return defineProvider(
    {
      id: 'foo',
      url: baseURL,
      models: ['foo-large', 'foo-small'],
      aliases: { best: 'foo-large' },
      working: true,
      needsAuth: true,
      supportsMessageHistory: true,
      supportsSystemMessage: true,
    },
    async function* ({ model, messages, temperature }, init) {
      const key = init.apiKey ?? apiKey;
      if (key === undefined || key === '') throw new ProviderError('no key: set FOO_API_KEY, or give `apiKey` or `apiKeys.foo`', { code: 'unauthorized' });
      const turns = messages.map(({ role, content }) => ({ role, text: messageText(content) }));

      await using session = new StreamSession(init);
      const response = await session.post(address, { json: { model, turns, temperature }, headers: { authorization: `Bearer ${key}` } });
      await response.raiseForStatus();
      for await (const events of response.iterEventBatches()) {
        const chunks: Chunk[] = [];
        for (const { data } of events) {
          const { text, error, done, tokens } = JSON.parse(data) as FooEvent;
          if (text !== undefined && text !== '') chunks.push(text);
          if (tokens !== undefined) chunks.push({ type: 'usage', usage: { inputTokens: tokens.read, outputTokens: tokens.written }, provenance: 'reported' });
          if (error !== undefined) {
            yield chunks;
            throw new ProviderError(error, { code: 'upstream' });
          }
          if (done === undefined) continue;
          yield [...chunks, { type: 'finish', reason: done }];
          return;
        }
        yield chunks;
      }
      throw new ProviderError('the answer ended without its last event', { code: 'interrupted' });
    },
    { settings: ['temperature'], secrets: [apiKey] },
  );
}
