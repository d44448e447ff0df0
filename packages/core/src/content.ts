import type { Chunk } from './part.ts';

/**
 * Tells what of an answer commits a call: text, reasoning, a file or a piece of a tool call. Before the first of these another provider may
 * be asked; after it an error is final. Usage, warnings, sources and the finish are not content.
 *
 * @example
 * isContent({ type: 'usage', usage: {}, provenance: 'reported' }); // false
 */
export function isContent(chunk: Chunk): boolean {
  if (typeof chunk === 'string') return chunk !== '';
  switch (chunk.type) {
    case 'text':
    case 'reasoning':
      return chunk.text !== '';
    case 'file':
    case 'tool-call':
    case 'tool-call-delta':
      return true;
    default:
      return false;
  }
}
