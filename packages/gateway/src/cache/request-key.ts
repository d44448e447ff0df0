import type { ChatRequest, Message } from '@g4f/core';
import { textOfBytes } from './bytes-text.ts';

/** One text for each value, in whatever order its fields came. */
function canonical(value: unknown): unknown {
  if (value instanceof URL) return value.href;
  if (value instanceof Uint8Array) return { bytes: textOfBytes(value) };
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  // As pairs: a field named __proto__ stays a field.
  return { fields: fields.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, canonical(inner)]) };
}

const inParts = ({ role, content }: Message): object => ({ role, content: typeof content === 'string' ? [{ type: 'text', text: content }] : content });

/**
 * The name of a request in the cache: a hash over all that is asked, whichever wire asked it, and over whose answer it is.
 *
 * @param scope what must not share answers: the id of the caller
 */
export async function requestKey({ messages, ...rest }: ChatRequest, scope: string): Promise<string> {
  const text = JSON.stringify([scope, canonical({ ...rest, messages: messages.map(inParts) })]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
