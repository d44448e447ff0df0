import { ProviderError, type ContentPart, type Message, type ToolCallContent, type ToolResultContent } from '@g4f/core';
import { isObject } from '../values/json.ts';
import { encodeFile, encodeImage } from './encode-media.ts';
import type { GeminiContent, GeminiPart } from './format.ts';
import { ownSignature, placeholder } from './signature.ts';

/** Who asks which model, as far as that changes how a conversation is written. */
export interface ContentsContext {
  readonly provider: string;
  /** The model refuses a function call without a signature. */
  readonly wantsSignatures: boolean;
}

type Prose = Extract<ContentPart, { readonly type: 'text' | 'reasoning' }>;

/** What is signed stands alone: the text before it came in parts of their own, and a signature holds for the part that it came with. */
function encodeProse({ type, text, metadata }: Prose, provider: string): GeminiPart[] {
  const thought = type === 'reasoning' ? { thought: true } : {};
  const own = ownSignature(metadata, provider);
  if (own === undefined) return type === 'reasoning' || text === '' ? [] : [{ text }];
  const from = Math.max(0, text.length - own.signedLength);
  const signed = { text: text.slice(from), ...thought, thoughtSignature: own.thoughtSignature };
  return from === 0 ? [signed] : [{ text: text.slice(0, from), ...thought }, signed];
}

/** The arguments, which are an object on this wire. */
function argumentsOf({ id, arguments: json }: ToolCallContent, where: string): object {
  if (json.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(json);
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new ProviderError(`${where}: the arguments of the tool call ${JSON.stringify(id)} are no JSON object, and this wire carries nothing else`, { code: 'unsupported' });
}

function encodeResult({ id, content, isError }: ToolResultContent, calls: ReadonlyMap<string, string>, where: string): GeminiPart {
  const name = calls.get(id);
  if (name === undefined) {
    throw new ProviderError(`${where}: no tool call ${JSON.stringify(id)} comes before its result; send the assistant's message that made it`, { code: 'invalid-request' });
  }
  return { functionResponse: { id, name, response: isError === true ? { error: content } : { output: content } } };
}

function encodePart(part: ContentPart, provider: string, calls: Map<string, string>, where: string): GeminiPart[] {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return encodeProse(part, provider);
    case 'image':
      return [encodeImage(part, where)];
    case 'file':
      return [encodeFile(part, provider, where)];
    case 'tool-call': {
      calls.set(part.id, part.name);
      const own = ownSignature(part.metadata, provider);
      return [{ functionCall: { id: part.id, name: part.name, args: argumentsOf(part, where) }, ...(own !== undefined && { thoughtSignature: own.thoughtSignature }) }];
    }
    case 'tool-result':
      return [encodeResult(part, calls, where)];
    default:
      part satisfies never;
      throw new ProviderError(`${where}: this wire does not know that part`, { code: 'unsupported' });
  }
}

/** The first call of each turn is the one whose signature is looked for. */
function withPlaceholder({ role, parts }: GeminiContent): GeminiContent {
  const first = parts.findIndex(({ functionCall }) => functionCall !== undefined);
  if (role !== 'model' || first === -1 || parts[first]?.thoughtSignature !== undefined) return { role, parts };
  return { role, parts: parts.map((part, index) => (index === first ? { ...part, thoughtSignature: placeholder } : part)) };
}

const partsOf = ({ content }: Message): readonly ContentPart[] => (typeof content === 'string' ? [{ type: 'text', text: content }] : content);

/** Writes all system messages as the one instruction that the wire has. */
export function encodeSystem(messages: readonly Message[]): GeminiContent | undefined {
  const parts = messages.flatMap((message, index) => {
    if (message.role !== 'system') return [];
    return partsOf(message).map((part) => {
      if (part.type === 'text') return { text: part.text };
      throw new ProviderError(`messages[${index}]: a system message is text on this wire, no ${part.type} part`, { code: 'unsupported' });
    });
  });
  return parts.length === 0 ? undefined : { parts };
}

/** Writes a conversation, adjacent turns of the same role as one, which is how the service wants them. */
export function encodeContents(messages: readonly Message[], { provider, wantsSignatures }: ContentsContext): readonly GeminiContent[] {
  const contents: { readonly role: 'user' | 'model'; readonly parts: GeminiPart[] }[] = [];
  const calls = new Map<string, string>();
  for (const [index, message] of messages.entries()) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'model' : 'user';
    const parts = partsOf(message).flatMap((part, at) => encodePart(part, provider, calls, `messages[${index}].content[${at}]`));
    const last = contents.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else contents.push({ role, parts });
  }
  return contents.map(({ role, parts }) => {
    // A turn without a part is refused; one of no text is not.
    const content = { role, parts: parts.length === 0 ? [{ text: '' }] : parts };
    return wantsSignatures ? withPlaceholder(content) : content;
  });
}
