import type { ContentPart, Message, ReasoningContent, TextContent } from '@g4f/core';
import { cannotCarry, encodeText } from '../openai-chat/encode-content.ts';
import { textOf } from '../values/json.ts';
import { ownOf } from '../values/own-of.ts';
import { native, phaseOf } from './artefacts.ts';
import type { OpenaiResponsesItem } from './body.ts';
import { encodeUserContent } from './encode-content.ts';

function encodeSaid({ text, metadata }: TextContent, provider: string): OpenaiResponsesItem {
  const phase = phaseOf(ownOf(metadata, provider)['phase']);
  return { type: 'message', role: 'assistant', content: text.toWellFormed(), ...(phase !== undefined && { phase }) };
}

/** Reasoning goes back to nobody but the service that it is from: encrypted, or, where that service shows it, as the text. */
function encodeReasoning({ text, metadata }: ReasoningContent, provider: string): OpenaiResponsesItem[] {
  const own = ownOf(metadata, provider);
  const id = textOf(own['id']);
  const encrypted = textOf(own[native.key]);
  const words = text.toWellFormed();
  if (encrypted !== undefined) {
    return [{ type: 'reasoning', ...(id !== undefined && { id }), summary: words === '' ? [] : [{ type: 'summary_text', text: words }], encrypted_content: encrypted }];
  }
  return id === undefined || words === '' ? [] : [{ type: 'reasoning', id, summary: [], content: [{ type: 'reasoning_text', text: words }] }];
}

function encodeAssistantPart(part: ContentPart, provider: string): OpenaiResponsesItem[] {
  switch (part.type) {
    case 'text':
      return part.text === '' ? [] : [encodeSaid(part, provider)];
    case 'reasoning':
      return encodeReasoning(part, provider);
    case 'tool-call':
      // Servers parse the arguments of earlier calls, and many take no empty text for an object.
      return [{ type: 'function_call', call_id: part.id, name: part.name, arguments: part.arguments === '' ? '{}' : part.arguments.toWellFormed() }];
    default:
      throw cannotCarry(part, 'assistant');
  }
}

/** Writes one message as the items that it is on this wire: an assistant's turn is one each for text, reasoning and calls. */
export function encodeItems({ role, content }: Message, provider: string): OpenaiResponsesItem[] {
  const parts: readonly ContentPart[] = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  switch (role) {
    case 'system':
      return [{ type: 'message', role, content: encodeText(parts, role) }];
    case 'user':
      return [{ type: 'message', role, content: encodeUserContent(parts, provider) }];
    case 'assistant':
      return typeof content === 'string' ? [{ type: 'message', role, content: content.toWellFormed() }] : parts.flatMap((part) => encodeAssistantPart(part, provider));
    case 'tool':
      return parts.map((part) => {
        if (part.type !== 'tool-result') throw cannotCarry(part, role);
        // The wire has no mark for a tool that failed: its words say so.
        return { type: 'function_call_output', call_id: part.id, output: `${part.isError === true ? 'Error: ' : ''}${part.content}`.toWellFormed() };
      });
    default:
      role satisfies never;
      return [];
  }
}
