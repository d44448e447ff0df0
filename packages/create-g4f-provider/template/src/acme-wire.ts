import { ProviderError, type AuthorRequest, type Part } from '@g4f/core';
import { messageText } from '@g4f/wires';
import type { SseEvent } from '@g4f/wires/sse';

/** One event of an answer, as Acme writes it: text, in the end a finish, or what went wrong. */
interface AcmeEvent {
  readonly text?: string;
  readonly finish?: 'stop' | 'length';
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number };
  readonly error?: { readonly message: string };
}

/** What the events of one network chunk said. */
export interface AcmeNews {
  readonly parts: readonly Part[];
  /** How the answer ended. @default it goes on */
  readonly ending?: 'finished' | ProviderError;
}

const failure = (what: string): ProviderError => new ProviderError(`the service broke off: ${what}`, { code: 'upstream' });

function parse(data: string): AcmeEvent {
  try {
    return JSON.parse(data) as AcmeEvent;
  } catch {
    return { error: { message: 'an event of its answer is not JSON' } };
  }
}

/**
 * Writes what is asked as the body of a request.
 *
 * @throws ProviderError `unsupported` for a message that is not text
 */
export function encodeAcme({ model, messages, temperature, maxTokens }: AuthorRequest): object {
  return { model, messages: messages.map(({ role, content }) => ({ role, content: messageText(content) })), temperature, maxTokens };
}

/** Reads the events of one network chunk. */
export function decodeAcme(events: readonly SseEvent[]): AcmeNews {
  const parts: Part[] = [];
  for (const { data } of events) {
    const { text, usage, finish, error } = parse(data);
    // What came before a failure is still the user's: it is handed out first.
    if (error !== undefined) return { parts, ending: failure(error.message) };
    if (text !== undefined && text !== '') parts.push({ type: 'text', text });
    if (usage !== undefined) parts.push({ type: 'usage', usage, provenance: 'reported' });
    if (finish !== undefined) return { parts: [...parts, { type: 'finish', reason: finish }], ending: 'finished' };
  }
  return { parts };
}
