import type { LanguageModelV3ToolResultPart } from '@ai-sdk/provider';
import { ProviderError, type ToolResultContent } from '@g4f/core';

/** The text of a result that is a list of parts. */
function textOf(parts: readonly { readonly type: string; readonly text?: unknown }[]): string {
  const other = parts.find(({ type }) => type !== 'text');
  if (other !== undefined) throw new ProviderError(`a tool result with a ${other.type} part cannot be carried: give text or JSON`, { code: 'unsupported' });
  return parts.map(({ text }) => String(text)).join('\n');
}

/**
 * Reads what a tool answered: always text for us, and JSON is one.
 *
 * @throws ProviderError `unsupported` for a result that holds files
 */
export function parseToolResult({ toolCallId: id, output }: LanguageModelV3ToolResultPart): ToolResultContent {
  const result = (content: string, isError?: true): ToolResultContent => ({ type: 'tool-result', id, content, ...(isError && { isError }) });
  switch (output.type) {
    case 'text':
      return result(output.value);
    case 'json':
      return result(JSON.stringify(output.value));
    case 'error-text':
      return result(output.value, true);
    case 'error-json':
      return result(JSON.stringify(output.value), true);
    case 'execution-denied':
      return result(output.reason ?? 'The user did not allow this call.', true);
    case 'content':
      return result(textOf(output.value));
    default:
      output satisfies never;
      throw new ProviderError('a tool result of an unknown kind cannot be carried', { code: 'unsupported' });
  }
}
