import type { ContentPart, Message, ReasoningContent, TextContent, ToolCallContent, ToolResultContent } from '@g4f/core';
import { listOf } from '../values/json.ts';
import { ownOf } from '../values/own-of.ts';
import type { OpenaiChatAssistantMessage, OpenaiChatMessage, OpenaiChatToolCall } from './body.ts';
import type { OpenaiChatDialect } from './dialect.ts';
import { cannotCarry, encodeText, encodeUserContent } from './encode-content.ts';
import { shortToolCallId } from './tool-call-id.ts';

const idFor = (id: string, { toolCallIdLength: length }: OpenaiChatDialect): string => (length === undefined ? id : shortToolCallId(id, length));

function encodeToolCall({ id, name, arguments: json, metadata }: ToolCallContent, provider: string, dialect: OpenaiChatDialect): OpenaiChatToolCall {
  const { extra_content: extra } = ownOf(metadata, provider);
  // Servers parse the arguments of earlier calls, and many take no empty text for an object.
  const call = { name, arguments: json === '' ? '{}' : json };
  return { id: idFor(id, dialect), type: 'function', function: call, ...(extra !== undefined && { extra_content: extra }) };
}

/** What must go back with a turn: OpenRouter's blocks as they came, else the reasoning itself, where there are tool calls or all is wanted. */
function encodeReasoning(reasoning: readonly ReasoningContent[], hasCalls: boolean, provider: string, dialect: OpenaiChatDialect): Partial<OpenaiChatAssistantMessage> {
  const details = reasoning.flatMap(({ metadata }) => listOf(ownOf(metadata, provider)['reasoning_details']));
  if (details.length > 0) return { reasoning_details: details };
  const { reasoningField = 'reasoning_content', wantsAllReasoning = false } = dialect;
  if (reasoningField === false || !(hasCalls || wantsAllReasoning)) return {};
  const text = reasoning.filter(({ metadata }) => ownOf(metadata, provider)['own'] === true).map((part) => part.text).join('');
  return text === '' && !wantsAllReasoning ? {} : { [reasoningField]: text.toWellFormed() };
}

function encodeAssistant(content: readonly ContentPart[], provider: string, dialect: OpenaiChatDialect): OpenaiChatAssistantMessage {
  const texts: TextContent[] = [];
  const reasoning: ReasoningContent[] = [];
  const calls: ToolCallContent[] = [];
  for (const part of content) {
    if (part.type === 'text') texts.push(part);
    else if (part.type === 'reasoning') reasoning.push(part);
    else if (part.type === 'tool-call') calls.push(part);
    else throw cannotCarry(part, 'assistant');
  }
  const text = encodeText(texts, 'assistant');
  const extra = texts.map(({ metadata }) => ownOf(metadata, provider)['extra_content']).findLast((each) => each !== undefined);
  return {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    ...encodeReasoning(reasoning, calls.length > 0, provider, dialect),
    ...(calls.length > 0 && { tool_calls: calls.map((call) => encodeToolCall(call, provider, dialect)) }),
    ...(extra !== undefined && { extra_content: extra }),
  };
}

/** The wire has no mark for a tool that failed: its words say so. */
function encodeResult({ id, content, isError = false }: ToolResultContent, dialect: OpenaiChatDialect): OpenaiChatMessage {
  return { role: 'tool', tool_call_id: idFor(id, dialect), content: `${isError ? 'Error: ' : ''}${content}`.toWellFormed() };
}

/** Writes one message: as one, but for the results of tools, which each have their own. */
export function encodeMessage({ role, content }: Message, provider: string, dialect: OpenaiChatDialect): OpenaiChatMessage[] {
  const parts: readonly ContentPart[] = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  switch (role) {
    case 'system':
      return [{ role, content: encodeText(parts, role) }];
    case 'user':
      return [{ role, content: encodeUserContent(parts, provider, dialect) }];
    case 'assistant':
      return [encodeAssistant(parts, provider, dialect)];
    case 'tool':
      return parts.map((part) => {
        if (part.type !== 'tool-result') throw cannotCarry(part, role);
        return encodeResult(part, dialect);
      });
    default:
      role satisfies never;
      return [];
  }
}
