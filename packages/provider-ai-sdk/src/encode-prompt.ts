import { ProviderError, type ContentPart, type Message, type ProviderMetadata, type ReasoningContent } from '@g4f/core';
import { messageText } from '@g4f/wires';
import { encodeFile } from './encode-file.ts';
import type { PromptContext } from './prompt-context.ts';

/** A message of the SDK's prompt. */
export interface SdkMessage {
  readonly role: Message['role'];
  readonly content: string | readonly object[];
  readonly providerOptions?: unknown;
}

const partsOf = ({ content }: Message): readonly ContentPart[] => (typeof content === 'string' ? [{ type: 'text', text: content }] : content);

/**
 * Reasoning that may go back: the model's own, which its metadata says, or where reasoning is carried at all, what no other model
 * claims.
 */
function mayGoBack({ metadata = {} }: ReasoningContent, { id, supportsReasoning }: PromptContext): boolean {
  return metadata[id] !== undefined || (supportsReasoning && Object.keys(metadata).length === 0);
}

/** What the model wrote as JSON, parsed; as it is where that fails, which is how the SDK itself hands back a malformed call. */
function parseInput(json: string): unknown {
  if (json.trim() === '') return {};
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function own(metadata: ProviderMetadata | undefined, { id }: PromptContext): { readonly providerOptions?: unknown } {
  return metadata?.[id] === undefined ? {} : { providerOptions: metadata[id] };
}

/**
 * Writes messages as the SDK's prompt. What the model must get back is what its own `providerMetadata` was.
 *
 * @throws ProviderError `unsupported` for what the prompt cannot hold, `invalid-request` for a result of no call
 */
export function encodePrompt(messages: readonly Message[], context: PromptContext): SdkMessage[] {
  /** The SDK wants the name of the tool with its result. */
  const toolNames = new Map<string, string>();

  const encodePart = (part: ContentPart, { role }: Message): object[] => {
    switch (part.type) {
      case 'text':
        return part.text === '' && part.metadata?.[context.id] === undefined && role === 'assistant' ? [] : [{ type: 'text', text: part.text, ...own(part.metadata, context) }];
      case 'image':
      case 'file':
        return [encodeFile(part, context)];
      case 'reasoning':
        return mayGoBack(part, context) ? [{ type: 'reasoning', text: part.text, ...own(part.metadata, context) }] : [];
      case 'tool-call':
        toolNames.set(part.id, part.name);
        return [{ type: 'tool-call', toolCallId: part.id, toolName: part.name, input: parseInput(part.arguments), ...own(part.metadata, context) }];
      case 'tool-result': {
        const toolName = toolNames.get(part.id);
        if (toolName === undefined) throw new ProviderError(`the tool result ${JSON.stringify(part.id)} answers no call of an earlier message`, { code: 'invalid-request' });
        return [{ type: 'tool-result', toolCallId: part.id, toolName, output: { type: part.isError === true ? 'error-text' : 'text', value: part.content } }];
      }
      default:
        part satisfies never;
        return [];
    }
  };

  return messages.flatMap((message): SdkMessage[] => {
    const { role } = message;
    const parts = partsOf(message);
    const foreign = parts.find(({ type }) => !allowed[role].includes(type));
    if (foreign !== undefined) throw new ProviderError(`a ${foreign.type} part in a ${role} message cannot be carried`, { code: 'unsupported' });
    if (role === 'system') {
      const metadata = parts.findLast((part) => part.type === 'text' && part.metadata?.[context.id] !== undefined);
      return [{ role, content: messageText(message.content), ...own(metadata?.type === 'text' ? metadata.metadata : undefined, context) }];
    }
    const content = parts.flatMap((part) => encodePart(part, message));
    // An answer of which nothing may go back leaves no message: services refuse an empty one.
    return content.length === 0 && role === 'assistant' ? [] : [{ role, content }];
  });
}

/** What the SDK's prompt may hold, by role. */
const allowed: { readonly [R in Message['role']]: readonly ContentPart['type'][] } = {
  system: ['text'],
  user: ['text', 'image', 'file'],
  assistant: ['text', 'image', 'file', 'reasoning', 'tool-call'],
  tool: ['tool-result'],
};
