import type { LanguageModelV3Message, LanguageModelV3Prompt } from '@ai-sdk/provider';
import type { ContentPart, Message } from '@g4f/core';
import { metadataOf, type Warn } from './parse-context.ts';
import { parseFile } from './parse-file.ts';
import { parseToolResult } from './parse-tool-result.ts';

type SdkPart = Exclude<LanguageModelV3Message['content'], string>[number];

/** The SDK parses what it can: what is a text still is JSON that the model wrote wrong, and goes back as it was. */
const argumentsOf = (input: unknown): string => (typeof input === 'string' ? input : JSON.stringify(input ?? {}));

function parsePart(part: SdkPart, isToolMessage: boolean, warn: Warn): ContentPart[] {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return [{ type: part.type, text: part.text, ...metadataOf(part.providerOptions) }];
    case 'file':
      return [parseFile(part, warn)];
    case 'tool-call':
      if (part.providerExecuted !== true) return [{ type: 'tool-call', id: part.toolCallId, name: part.toolName, arguments: argumentsOf(part.input), ...metadataOf(part.providerOptions) }];
      warn('tools that a provider executes');
      return [];
    case 'tool-result':
      if (isToolMessage) return [parseToolResult(part)];
      warn('tools that a provider executes');
      return [];
    case 'tool-approval-response':
      // Asked for and answered between the application and its user.
      return [];
    default:
      warn(`${String(Reflect.get(part satisfies never, 'type'))} parts in a message`);
      return [];
  }
}

/**
 * Reads the SDK's prompt as messages.
 *
 * @throws ProviderError `unsupported` for what our messages cannot hold, `invalid-request` for what cannot be read
 */
export function parsePrompt(prompt: LanguageModelV3Prompt, warn: Warn): Message[] {
  return prompt.flatMap((message): Message[] => {
    const { role, content, providerOptions } = message;
    if (role === 'system') {
      const { metadata } = metadataOf(providerOptions);
      return [{ role, content: metadata === undefined ? content : [{ type: 'text', text: content, metadata }] }];
    }
    if (providerOptions !== undefined && Object.keys(providerOptions).length > 0) warn('providerOptions of a message', 'set them on its parts');
    const parts = content.flatMap((part) => parsePart(part, role === 'tool', warn));
    return parts.length === 0 && content.length > 0 ? [] : [{ role, content: parts }];
  });
}
