import { defineProvider, ProviderError, type AsyncGeneratorProvider, type ChatRequest, type Part } from '@g4f/core';

/** What a provider says to whoever asks, and what it was asked. */
export interface Actor {
  readonly provider: AsyncGeneratorProvider;
  readonly asked: ChatRequest[];
}

/** Says something to a request. */
export type Play = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<string | Part> | Iterable<string | Part>;

/** The last thing that somebody asked. */
export function promptOf({ messages }: ChatRequest): string {
  const content = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  return typeof content === 'string' ? content : content.map((part) => ('text' in part ? part.text : '')).join('');
}

/** A provider without a network, that plays what it is told to. */
export function actor(id: string, play: Play, flags: object = {}): Actor {
  const asked: ChatRequest[] = [];
  const provider = defineProvider(
    { id, url: `https://${id}.example`, models: ['small', 'large'], working: true, supportsMessageHistory: true, supportsSystemMessage: true, ...flags },
    async function* (request, init) {
      asked.push(request);
      yield* play(request, init.signal);
    },
    { settings: ['temperature', 'maxTokens'] },
  );
  return { provider, asked };
}

/** A provider that says what it was told. */
export const echo = (): Actor =>
  actor('echo', function* (request) {
    yield `You said: ${promptOf(request)}`;
  });

/** What a service says that fails after it has begun. */
export const brokeOff = (): ProviderError => new ProviderError('the line to the model was lost', { code: 'interrupted' });

/** An answer that shows all that Markdown can do. */
export const showpiece = `# Async generators

An **async generator** is a function that *yields* values over time, such as \`for await\` reads them. It costs from $5 to $10, and $e^{i\\pi} + 1 = 0$.

\`\`\`ts
export async function* countdown(from: number): AsyncGenerator<number> {
  for (let left = from; left > 0; left--) {
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // a second
    yield left;
  }
}
\`\`\`

| protocol | transport | handshake | streams |
|---|---|---|---|
| TCP | its own | 1 RTT, and TLS on top | one |
| QUIC | UDP | 0 or 1 RTT, TLS inside | many, independent |

1. First
   - nested
   - list
2. Second, with a task:
   - [x] done
   - [ ] open

> What is streamed is read as it comes.

$$
\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}
$$

See [the documentation](https://developer.mozilla.org/docs/Web/JavaScript).
`;
