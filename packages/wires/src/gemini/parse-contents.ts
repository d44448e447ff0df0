import { ProviderError, type ContentPart, type Message } from '@g4f/core';
import { fromBase64 } from '../values/base64.ts';
import type { JsonObject } from '../values/json.ts';
import { field, invalid, objectField, objectsField, requiredText, textField } from './fields.ts';
import { createCallParser } from './parse-calls.ts';
import { native, readSignature } from './signature.ts';

/** What the service itself keeps: a file that was uploaded to it, or one of its cloud. */
const isKept = (uri: string): boolean => /^gs:|^files\/|generativelanguage\.googleapis\.com\/.*\/files\//.test(uri);

function parseInline(blob: JsonObject, where: string): ContentPart {
  const data = fromBase64(requiredText(blob, 'data', where));
  if (data === undefined) throw invalid(`${where}data`, 'base64');
  const mediaType = requiredText(blob, 'mimeType', where);
  return mediaType.startsWith('image/') ? { type: 'image', data, mediaType } : { type: 'file', data, mediaType };
}

function parseFile(file: JsonObject, where: string): ContentPart {
  const uri = requiredText(file, 'fileUri', where);
  const mediaType = textField(file, 'mimeType', where);
  if (isKept(uri)) return { type: 'file', mediaType: mediaType ?? 'application/octet-stream', metadata: { [native]: { fileId: uri } } };
  const data = URL.parse(uri);
  if (data === null) throw invalid(`${where}fileUri`, 'an address');
  if (mediaType === undefined || mediaType.startsWith('image/')) return { type: 'image', data, ...(mediaType !== undefined && { mediaType }) };
  return { type: 'file', data, mediaType };
}

/** Reads the parts of one conversation. */
function createPartParser() {
  const calls = createCallParser();
  return (part: JsonObject, where: string): ContentPart => {
    const signature = textField(part, 'thoughtSignature', where);
    const call = objectField(part, 'functionCall', where);
    if (call !== undefined) return calls.call(call, signature, `${where}functionCall.`);
    const response = objectField(part, 'functionResponse', where);
    if (response !== undefined) return calls.response(response, `${where}functionResponse.`);
    const blob = objectField(part, 'inlineData', where);
    if (blob !== undefined) return parseInline(blob, `${where}inlineData.`);
    const file = objectField(part, 'fileData', where);
    if (file !== undefined) return parseFile(file, `${where}fileData.`);
    const text = textField(part, 'text', where);
    if (text === undefined && signature === undefined) {
      throw new ProviderError(`${where}${Object.keys(part)[0] ?? 'text'}: send text, inlineData, fileData, functionCall or functionResponse`, { code: 'unsupported' });
    }
    const type = field(part, 'thought') === true ? 'reasoning' : 'text';
    return { type, text: text ?? '', ...readSignature(signature) };
  };
}

/** One plain text is short for a list of it. */
function contentOf(parts: readonly ContentPart[]): Message['content'] {
  const [first, ...others] = parts;
  return others.length === 0 && first?.type === 'text' && first.metadata === undefined ? first.text : parts;
}

/** What a function answered is a turn of its own with us, wherever it stands among a user's parts. */
function userMessages(parts: readonly ContentPart[]): readonly Message[] {
  const results = parts.filter(({ type }) => type === 'tool-result');
  const rest = parts.filter(({ type }) => type !== 'tool-result');
  return [
    ...(results.length > 0 ? [{ role: 'tool', content: results } as const] : []),
    ...(rest.length > 0 || results.length === 0 ? [{ role: 'user', content: contentOf(rest) } as const] : []),
  ];
}

/** Reads the instruction, which is text alone. */
export function parseSystem(body: JsonObject): readonly Message[] {
  const value = field(body, 'systemInstruction');
  if (typeof value === 'string') return [{ role: 'system', content: value }];
  const instruction = objectField(body, 'systemInstruction', '');
  if (instruction === undefined) return [];
  const content = objectsField(instruction, 'parts', 'systemInstruction.').map(
    (part, index): ContentPart => ({ type: 'text', text: requiredText(part, 'text', `systemInstruction.parts[${index}].`) }),
  );
  return content.length === 0 ? [] : [{ role: 'system', content: contentOf(content) }];
}

const isNothing = (part: ContentPart): boolean => part.type === 'text' && part.text === '' && part.metadata === undefined;

/** Reads the conversation. Clients keep each event of a streamed answer as a turn: they are one. */
export function parseContents(body: JsonObject): readonly Message[] {
  const parsePart = createPartParser();
  const contents = objectsField(body, 'contents', '');
  if (contents.length === 0) throw invalid('contents', 'an array with at least one turn');
  const messages: Message[] = [];
  let answer: ContentPart[] = [];
  const finishAnswer = (): void => {
    if (answer.length > 0) messages.push({ role: 'assistant', content: contentOf(answer.every(isNothing) ? answer.slice(0, 1) : answer.filter((part) => !isNothing(part))) });
    answer = [];
  };
  for (const [index, content] of contents.entries()) {
    const role = field(content, 'role') ?? 'user';
    const parts = objectsField(content, 'parts', `contents[${index}].`).map((part, at) => parsePart(part, `contents[${index}].parts[${at}].`));
    // `function` is what the role of a result was called at first.
    if (role !== 'model' && role !== 'user' && role !== 'function') throw invalid(`contents[${index}].role`, 'user or model');
    if (role === 'model') answer.push(...parts);
    else {
      finishAnswer();
      messages.push(...userMessages(parts));
    }
  }
  finishAnswer();
  return messages;
}
