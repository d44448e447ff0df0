import type { ContentPart, Message } from '@g4f/core';
import { invalidField, optionalText, requiredObject, requiredText, unsupportedField } from '../openai-chat/fields.ts';
import { isObject, listOf, textOf, type JsonObject } from '../values/json.ts';
import { unseal } from '../values/sealed.ts';
import { native, phaseOf } from './artefacts.ts';
import { createConversation, type Conversation } from './conversation.ts';
import { parseContent, parseText } from './parse-content.ts';

function parseSaid(item: JsonObject, field: string, conversation: Conversation): void {
  const content = parseContent(item['content'], `${field}.content`, false);
  const phase = phaseOf(item['phase']);
  const bound = phase === undefined ? {} : { metadata: { [native.provider]: { phase } } };
  if (typeof content === 'string') conversation.say({ type: 'text', text: content, ...bound }, phase === undefined ? content : undefined);
  else for (const part of content) conversation.say({ ...part, ...bound });
}

function parseMessage(item: JsonObject, field: string, conversation: Conversation): void {
  const role = optionalText(item, 'role', `${field}.role`);
  switch (role) {
    case 'system':
    case 'developer':
      conversation.add({ role: 'system', content: parseText(item['content'], `${field}.content`) });
      return;
    case 'user':
      conversation.add({ role, content: parseContent(item['content'], `${field}.content`, true) });
      return;
    case 'assistant':
      parseSaid(item, field, conversation);
      return;
    default:
      throw invalidField(`${field}.role`, 'system, developer, user or assistant');
  }
}

function parseReasoning(item: JsonObject, field: string, conversation: Conversation): void {
  const encrypted = optionalText(item, 'encrypted_content', `${field}.encrypted_content`);
  const texts = [item['summary'], item['content']].map((list) => listOf(list).flatMap((part) => textOf(isObject(part) ? part['text'] : undefined) ?? []).join('\n\n'));
  const text = texts.findLast((each) => each !== '') ?? '';
  const sealed = encrypted === undefined || encrypted === '' ? undefined : unseal(encrypted, native);
  if (sealed?.of !== undefined) conversation.bind(sealed);
  else if (sealed !== undefined || text !== '') conversation.say({ type: 'reasoning', text, ...(sealed !== undefined && { metadata: sealed.metadata }) });
}

function parseResult(item: JsonObject, field: string, conversation: Conversation): void {
  const id = requiredText(item, 'call_id', `${field}.call_id`);
  const output = parseContent(item['output'], `${field}.output`, true);
  const parts: readonly ContentPart[] = typeof output === 'string' ? [{ type: 'text', text: output }] : output;
  const words = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  conversation.result({ type: 'tool-result', id, content: words.join('\n') }, parts.filter(({ type }) => type !== 'text'));
}

function parseItem(value: unknown, field: string, conversation: Conversation): void {
  const item = requiredObject(value, field);
  const type = optionalText(item, 'type', `${field}.type`) ?? 'message';
  switch (type) {
    case 'message':
      parseMessage(item, field, conversation);
      return;
    case 'function_call': {
      const [id, name] = [requiredText(item, 'call_id', `${field}.call_id`), requiredText(item, 'name', `${field}.name`)];
      conversation.say({ type: 'tool-call', id, name, arguments: optionalText(item, 'arguments', `${field}.arguments`) ?? '' });
      return;
    }
    case 'function_call_output':
      parseResult(item, field, conversation);
      return;
    case 'reasoning':
      parseReasoning(item, field, conversation);
      return;
    case 'image_generation_call':
      return; // A picture that a model made does not go back to it, whatever the wire.
    case 'item_reference':
      throw unsupportedField(field, 'refers to a stored item, and nothing is stored here: send the item itself (most clients do so with store: false)');
    default:
      throw unsupportedField(`${field}.type`, 'must be message, function_call, function_call_output or reasoning: no other items are carried here');
  }
}

/** Reads the messages of a request: its instructions, and what has been said. */
export function parseInput(body: JsonObject): readonly Message[] {
  const { input } = body;
  const conversation = createConversation();
  const instructions = optionalText(body, 'instructions', 'instructions');
  if (instructions !== undefined && instructions !== '') conversation.add({ role: 'system', content: instructions });
  if (typeof input === 'string') conversation.add({ role: 'user', content: input });
  else if (Array.isArray(input)) for (const [index, item] of input.entries()) parseItem(item, `input[${index}]`, conversation);
  else throw invalidField('input', 'a text or a list of items');
  const messages = conversation.messages();
  if (messages.length === 0) throw invalidField('input', 'a list with at least one item');
  return messages;
}
