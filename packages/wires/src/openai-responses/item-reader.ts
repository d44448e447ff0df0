import { ProviderError, type Chunk } from '@g4f/core';
import { makeToolCallId } from '../openai-chat/tool-call-id.ts';
import { fromBase64 } from '../values/base64.ts';
import { imageType } from '../values/image-type.ts';
import { isObject, listOf, textOf, type JsonObject } from '../values/json.ts';
import { phaseOf } from './artefacts.ts';

/** Reads one item of a response, as it comes or as a whole. */
export interface ItemReader {
  /** More of its text, its reasoning or a call's arguments. `section` is the summary or the content that it belongs to. */
  readonly grow: (delta: string, section: string, out: Chunk[]) => void;
  readonly annotate: (annotation: unknown, out: Chunk[]) => void;
  /** The item as it is at its end: what was not told before is told now. */
  readonly end: (item: JsonObject, out: Chunk[]) => void;
}

function readSource(annotation: unknown, out: Chunk[]): void {
  if (!isObject(annotation)) return;
  const url = textOf(annotation['url']);
  const title = textOf(annotation['title']);
  if (annotation['type'] === 'url_citation' && url !== undefined) out.push({ type: 'source', url, ...(title !== undefined && { title }) });
}

/** Text of the model's: an answer, or a refusal of one. */
function readMessage(provider: string): ItemReader {
  let isTold = false;
  let sources = 0;
  const grow: ItemReader['grow'] = (delta, _section, out) => {
    isTold = true;
    out.push(delta);
  };
  const annotate: ItemReader['annotate'] = (annotation, out) => {
    sources += 1;
    readSource(annotation, out);
  };
  return {
    grow,
    annotate,
    end(item, out) {
      const parts = listOf(item['content']).filter(isObject);
      const text = parts.map((part) => textOf(part['text']) ?? textOf(part['refusal']) ?? '').join('');
      if (!isTold && text !== '') grow(text, '', out);
      for (const annotation of parts.flatMap((part) => listOf(part['annotations'])).slice(sources)) annotate(annotation, out);
      const phase = phaseOf(item['phase']);
      if (phase !== undefined) out.push({ type: 'text', text: '', metadata: { [provider]: { phase } } });
    },
  };
}

const textsIn = (list: unknown): readonly string[] => listOf(list).map((part) => textOf(isObject(part) ? part['text'] : undefined) ?? '');

/** Reasoning: summaries of it, or the text itself, whose sections stand apart as paragraphs. */
function readReasoning(provider: string): ItemReader {
  let last: string | undefined;
  return {
    grow(delta, section, out) {
      out.push({ type: 'reasoning', text: last === undefined || last === section ? delta : `\n\n${delta}` });
      last = section;
    },
    annotate: () => undefined,
    end(item, out) {
      const [summary, content] = [textsIn(item['summary']), textsIn(item['content'])];
      const text = (content.length > 0 ? content : summary).join('\n\n');
      if (last === undefined && text !== '') out.push({ type: 'reasoning', text });
      const id = textOf(item['id']);
      const encryptedContent = textOf(item['encrypted_content']);
      // What is neither encrypted nor shown is kept at the service, and nothing can hand it back.
      if (encryptedContent === undefined && (id === undefined || content.length === 0)) return;
      out.push({ type: 'reasoning', text: '', metadata: { [provider]: { ...(id !== undefined && { id }), ...(encryptedContent !== undefined && { encryptedContent }) } } });
    },
  };
}

function readCall(begun: JsonObject, out: Chunk[]): ItemReader {
  const id = textOf(begun['call_id']) ?? textOf(begun['id']) ?? makeToolCallId();
  const name = textOf(begun['name']);
  let json = '';
  let isNamed = false;
  const grow: ItemReader['grow'] = (delta, _section, to) => {
    json += delta;
    to.push({ type: 'tool-call-delta', id, ...(!isNamed && name !== undefined && { name }), arguments: delta });
    isNamed = true;
  };
  if (name !== undefined) grow(textOf(begun['arguments']) ?? '', '', out);
  return {
    grow,
    annotate: () => undefined,
    end(item, to) {
      const called = name ?? textOf(item['name']);
      if (called === undefined) throw new ProviderError('the service sent a tool call without a name', { code: 'upstream' });
      const whole = textOf(item['arguments']) ?? json;
      if (json === '' && whole !== '') grow(whole, '', to);
      to.push({ type: 'tool-call', id, name: called, arguments: whole });
    },
  };
}

/** A picture that the model made. */
const readImage: ItemReader = {
  grow: () => undefined,
  annotate: () => undefined,
  end({ result }, out) {
    const data = fromBase64(textOf(result) ?? '');
    if (data !== undefined && data.length > 0) out.push({ type: 'file', data, mediaType: imageType(data) });
  },
};

/** A reader for an item that begins; none for one that stands for what nobody here asked for, such as a search. */
export function readItem(item: JsonObject, provider: string, out: Chunk[]): ItemReader | undefined {
  switch (item['type']) {
    case 'message':
      return readMessage(provider);
    case 'reasoning':
      return readReasoning(provider);
    case 'function_call':
      return readCall(item, out);
    case 'image_generation_call':
      return readImage;
    default:
      return undefined;
  }
}
