import type { AsyncGeneratorProvider, ChatRequest, Part, RunInit } from '@g4f/core';
import type { FakeTime } from './fake-time.ts';
import { noDeadlines } from './timed.ts';

/** A request like any other. */
export const question: ChatRequest = { messages: [{ role: 'user', content: 'a question that stands nowhere else' }] };

/** What a consumer saw. */
export interface Outcome {
  readonly text: string;
  readonly parts: readonly Part[];
  readonly error: unknown;
}

/** Reads an answer to its end, and lets time go on until then. */
export async function play(provider: AsyncGeneratorProvider, time: FakeTime, request: ChatRequest = question, init: RunInit = {}): Promise<Outcome> {
  const parts: Part[] = [];
  let error: unknown;
  const reading = (async () => {
    try {
      for await (const part of provider.createPartGenerator(request, { timeout: noDeadlines, ...init })) parts.push(part);
    } catch (caught) {
      error = caught;
    }
  })();
  await time.run();
  await reading;
  return { text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''), parts, error };
}
