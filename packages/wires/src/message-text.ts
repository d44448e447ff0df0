import { ProviderError, type ContentPart, type Message } from '@g4f/core';

function partText(part: ContentPart): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'reasoning':
      return '';
    case 'image':
    case 'file':
    case 'tool-call':
    case 'tool-result':
      throw new ProviderError(`this wire carries text only, no ${part.type} part`, { code: 'unsupported' });
    default:
      part satisfies never;
      throw new ProviderError('this wire carries text only', { code: 'unsupported' });
  }
}

/**
 * The content of a message as one well-formed string, for a wire that carries nothing else: text parts are joined, reasoning of an
 * earlier turn is passed over, `null` (which JSON callers send) is `''`, a lone surrogate becomes U+FFFD.
 *
 * @throws ProviderError `unsupported` for an image, a file, a tool call or a tool result
 * @example
 * messageText([{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }]); // 'ab'
 */
export function messageText(content: Message['content'] | null): string {
  const text = typeof content === 'string' ? content : (content ?? []).map(partText).join('');
  return text.toWellFormed();
}
