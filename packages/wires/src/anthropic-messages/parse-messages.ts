import type { ContentPart, Message, ReasoningContent, Role, TextContent, ToolResultContent } from '@g4f/core';
import { unseal, type Sealed } from '../values/sealed.ts';
import { createTurn } from '../values/turn.ts';
import { nativeRedacted, nativeSignature } from './artefacts.ts';
import type { Field } from './field.ts';
import { parseDocument, parseImage } from './parse-media.ts';

const text = (value: string): TextContent => ({ type: 'text', text: value });

/** Text, or blocks of it. */
export function parseSystem(system: Field): Message {
  if (system.isText) return { role: 'system', content: system.text() };
  const content = system.items().map((block) => {
    block.get('type').oneOf(['text']);
    return text(block.get('text').text());
  });
  return { role: 'system', content };
}

/** A result, which is text with us. What else a tool showed, such as a picture, follows it as the user's. */
function parseResult(block: Field): { readonly result: ToolResultContent; readonly shown: readonly ContentPart[] } {
  const content = block.get('content');
  const isError = block.get('is_error');
  const parts = !content.isThere ? [] : content.isText ? [text(content.text())] : content.items().map(parseShown);
  const words = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  return {
    result: { type: 'tool-result', id: block.get('tool_use_id').text(), content: words.join('\n'), ...(isError.isThere && isError.flag() && { isError: true }) },
    shown: parts.filter(({ type }) => type !== 'text'),
  };
}

function parseShown(block: Field): ContentPart {
  const type = block.get('type');
  switch (type.text()) {
    case 'text':
      return text(block.get('text').text());
    case 'image':
      return parseImage(block);
    case 'document':
      return parseDocument(block);
    default:
      return type.refuse(`${JSON.stringify(type.text())} is a block that cannot be carried here`);
  }
}

/** A user turn: the results of tools are messages of their own with us, in the same order. */
function parseUser(blocks: readonly Field[]): readonly Message[] {
  const messages: { readonly role: Role; readonly content: ContentPart[] }[] = [];
  const add = (role: Role, part: ContentPart): void => {
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(part);
    else messages.push({ role, content: [part] });
  };
  const shown: ContentPart[] = [];
  for (const block of blocks) {
    if (block.get('type').text() === 'tool_result') {
      const parsed = parseResult(block);
      add('tool', parsed.result);
      shown.push(...parsed.shown);
    } else {
      for (const part of shown.splice(0)) add('user', part);
      add('user', parseShown(block));
    }
  }
  for (const part of shown) add('user', part);
  return messages;
}

function reasoning(value: string, { metadata }: Sealed): ReasoningContent {
  return { type: 'reasoning', text: value, metadata };
}

function parseAssistant(blocks: readonly Field[]): Message {
  const turn = createTurn();
  for (const block of blocks) {
    const type = block.get('type');
    switch (type.text()) {
      case 'text':
        turn.add(text(block.get('text').text()));
        break;
      case 'thinking': {
        const signature = block.get('signature');
        const value = block.get('thinking').text();
        const sealed = signature.isThere && signature.text() !== '' ? unseal(signature.text(), nativeSignature) : undefined;
        if (sealed?.of !== undefined) turn.bind(sealed);
        else turn.add(sealed === undefined ? { type: 'reasoning', text: value } : reasoning(value, sealed));
        break;
      }
      case 'redacted_thinking':
        turn.add(reasoning('', unseal(block.get('data').text(), nativeRedacted)));
        break;
      case 'tool_use':
        turn.add({ type: 'tool-call', id: block.get('id').text(), name: block.get('name').text(), arguments: JSON.stringify(block.get('input').object()) });
        break;
      default:
        type.refuse(`${JSON.stringify(type.text())} is a block that cannot be carried here`);
    }
  }
  return { role: 'assistant', content: turn.parts };
}

/** Reads the messages of a request. */
export function parseMessages(messages: Field): readonly Message[] {
  const items = messages.items();
  if (items.length === 0) messages.fail('must hold at least one message');
  return items.flatMap((message) => {
    const role = message.get('role').oneOf(['user', 'assistant', 'system']);
    const content = message.get('content');
    if (role === 'system') return [parseSystem(content)];
    if (content.isText) return [{ role, content: content.text() }];
    return role === 'user' ? parseUser(content.items()) : [parseAssistant(content.items())];
  });
}
