import { ProviderError, type ContentPart, type Message, type ReasoningContent } from '@g4f/core';
import type { RequestBlock } from './blocks.ts';
import { fileBlock, imageBlock } from './media-blocks.ts';
import { textOf } from './record.ts';
import { toolInput } from './tool-input.ts';

/** The wire refuses text that is empty or blank; it says nothing anyway. */
const textBlocks = (text: string): readonly RequestBlock[] => (text.trim() === '' ? [] : [{ type: 'text', text: text.toWellFormed() }]);

/**
 * Reasoning goes back only with the proof that it is this provider's own, and whole: pieces before the signed one are its beginning.
 * Any other is left out. As text it would teach the model to write its thoughts into the answer.
 */
function reasoningBlocks(part: ReasoningContent, begun: string, provider: string): readonly RequestBlock[] {
  const own = part.metadata?.[provider];
  const redacted = textOf(own?.['redactedData']);
  if (redacted !== '') return [{ type: 'redacted_thinking', data: redacted }];
  const signature = textOf(own?.['signature']);
  return signature === '' ? [] : [{ type: 'thinking', thinking: begun + part.text, signature }];
}

function blocksOf(part: ContentPart, isUser: boolean, provider: string): readonly RequestBlock[] {
  switch (part.type) {
    case 'text':
      return textBlocks(part.text);
    case 'image':
    case 'file':
      if (!isUser) throw new ProviderError(`this wire carries no ${part.type} in an assistant message`, { code: 'unsupported' });
      return [part.type === 'image' ? imageBlock(part) : fileBlock(part, provider)];
    case 'reasoning':
      return []; // a user has none of the model's
    case 'tool-call':
      return [{ type: 'tool_use', id: part.id, name: part.name, input: toolInput(part.arguments) }];
    case 'tool-result':
      return [{ type: 'tool_result', tool_use_id: part.id, content: part.content.toWellFormed(), ...(part.isError === true && { is_error: true }) }];
    default:
      part satisfies never;
      throw new ProviderError('this wire does not know a part of the message', { code: 'unsupported' });
  }
}

/**
 * The blocks of one message.
 *
 * @throws ProviderError `unsupported` for what the wire cannot carry
 */
export function encodeContent({ role, content }: Message, provider: string): readonly RequestBlock[] {
  if (typeof content === 'string') return textBlocks(content);
  const blocks: RequestBlock[] = [];
  let begun = '';
  for (const part of content) {
    if (part.type === 'reasoning' && role === 'assistant') {
      blocks.push(...reasoningBlocks(part, begun, provider));
      begun = part.metadata === undefined ? begun + part.text : '';
      continue;
    }
    begun = '';
    blocks.push(...blocksOf(part, role !== 'assistant', provider));
  }
  return blocks;
}
