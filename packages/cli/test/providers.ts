import { defineProvider, ProviderError, type ErrorCode } from '@g4f/core';

const textOf = (content: unknown): string => (typeof content === 'string' ? content : '');

/** Says back the last message, word by word, and how many messages there were. */
export const echo = defineProvider(
  {
    id: 'echo',
    url: 'https://echo.example',
    models: ['parrot', { id: 'magpie', supportsSystemMessage: false }],
    working: true,
    supportsMessageHistory: true,
    supportsSystemMessage: true,
    supportsGpt35Turbo: true,
  },
  async function* ({ messages, model }) {
    yield* `${model} heard ${messages.map(({ role, content }) => `${role}: ${textOf(content)}`).join(' | ')}`.match(/\S+\s*/g) ?? [];
    yield { type: 'usage', usage: { inputTokens: 3, outputTokens: 5 }, provenance: 'reported' };
  },
);

/** Is not declared to be working, and can be asked on purpose. */
export const dead = defineProvider({ id: 'dead', url: 'https://dead.example', models: ['gpt-3.5-turbo'], supportsGpt35Turbo: true }, async function* () {
  yield 'alive after all';
});

/** Fails before it says anything. */
export const failing = (id: string, code: ErrorCode = 'upstream', message = 'HTTP 500: out of order; ask later') =>
  defineProvider({ id, url: 'https://failing.example', models: ['mute'], working: true, supportsMessageHistory: true, supportsSystemMessage: true }, async function* () {
    throw new ProviderError(message, { code, provider: id });
  });

/** Says one word, and then nothing until it is stopped. */
export const stalling = defineProvider(
  { id: 'stalling', url: 'https://stalling.example', models: ['slow'], working: true, supportsMessageHistory: true },
  async function* (_request, { signal }) {
    yield 'Once ';
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  },
);

/** Says whatever it is told to. */
export const saying = (...chunks: readonly (string | { readonly type: 'reasoning'; readonly text: string })[]) =>
  defineProvider({ id: 'saying', url: 'https://saying.example', models: ['script'], working: true, supportsMessageHistory: true }, async function* () {
    yield* chunks;
  });
