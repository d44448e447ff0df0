import type { ContentPart, Message, ReasoningContent, TextContent, ToolCallContent, ToolResultContent } from '@g4f/core';
import { textOf, type JsonObject } from '../values/json.ts';
import { invalidField, optionalList, optionalText, requiredObject, requiredText, unsupportedField } from './fields.ts';
import { metadataField, readMetadata, readReasoningBlocks } from './metadata-field.ts';
import { parseContent, parseText } from './parse-content.ts';

function parseToolCall(value: unknown, field: string): ToolCallContent {
  const call = requiredObject(value, field);
  const type = optionalText(call, 'type', `${field}.type`) ?? 'function';
  if (type !== 'function') throw unsupportedField(`${field}.type`, 'must be function: no other tools are carried here');
  const called = requiredObject(call['function'], `${field}.function`);
  return {
    type: 'tool-call',
    id: requiredText(call, 'id', `${field}.id`),
    name: requiredText(called, 'name', `${field}.function.name`),
    arguments: optionalText(called, 'arguments', `${field}.function.arguments`) ?? '',
    ...readMetadata(call[metadataField]),
  };
}

function parseReasoning(message: JsonObject): readonly ReasoningContent[] {
  const blocks = readReasoningBlocks(message['reasoning_details']);
  const text = textOf(message['reasoning_content']) ?? textOf(message['reasoning']);
  return blocks.length > 0 || text === undefined ? blocks : [{ type: 'reasoning', text }];
}

function parseAssistant(message: JsonObject, field: string): Message {
  if (message['function_call'] !== undefined && message['function_call'] !== null) throw unsupportedField(`${field}.function_call`, 'is no longer carried: use tool_calls');
  if (message['audio'] !== undefined && message['audio'] !== null) throw unsupportedField(`${field}.audio`, 'is not carried here');
  const text = parseText(message, field) || (optionalText(message, 'refusal', `${field}.refusal`) ?? '');
  const own = readMetadata(message[metadataField]);
  const reasoning = parseReasoning(message);
  const calls = (optionalList(message, 'tool_calls', `${field}.tool_calls`) ?? []).map((call, index) => parseToolCall(call, `${field}.tool_calls[${index}]`));
  if (reasoning.length === 0 && calls.length === 0 && own.metadata === undefined) return { role: 'assistant', content: text };
  const said: readonly TextContent[] = text === '' && own.metadata === undefined ? [] : [{ type: 'text', text, ...own }];
  return { role: 'assistant', content: [...reasoning, ...said, ...calls] };
}

const parseResult = (message: JsonObject, field: string): ToolResultContent => ({
  type: 'tool-result',
  id: requiredText(message, 'tool_call_id', `${field}.tool_call_id`),
  content: parseText(message, field),
});

function parseMessage(value: unknown, field: string): Message {
  const message = requiredObject(value, field);
  const role = optionalText(message, 'role', `${field}.role`);
  switch (role) {
    case 'system':
    case 'developer':
      return { role: 'system', content: parseText(message, field) };
    case 'user':
      return { role, content: parseContent(message, field, true) };
    case 'assistant':
      return parseAssistant(message, field);
    case 'tool':
      return { role, content: [parseResult(message, field)] };
    default:
      throw invalidField(`${field}.role`, 'system, developer, user, assistant or tool');
  }
}

const resultsOf = ({ role, content }: Message): readonly ContentPart[] | undefined => (role === 'tool' && typeof content === 'object' ? content : undefined);

/** Reads the messages of a request. Results of tools that follow each other, one a message on this wire, are one message. */
export function parseMessages(body: JsonObject): readonly Message[] {
  const list = optionalList(body, 'messages', 'messages');
  if (list === undefined || list.length === 0) throw invalidField('messages', 'a list with at least one message');
  const messages: Message[] = [];
  for (const [index, value] of list.entries()) {
    const message = parseMessage(value, `messages[${index}]`);
    const results = resultsOf(message);
    const last = messages.at(-1);
    const before = last === undefined ? undefined : resultsOf(last);
    if (results !== undefined && before !== undefined) messages[messages.length - 1] = { role: 'tool', content: [...before, ...results] };
    else messages.push(message);
  }
  return messages;
}
