import { ProviderError, type FinishPart, type Part, type ProviderMetadata } from '@g4f/core';
import { fromBase64 } from './base64.ts';
import { decodeFinish } from './decode-finish.ts';
import { decodeUsage } from './decode-usage.ts';
import { decodeWarning } from './decode-warning.ts';
import { isLoose, type Loose } from './loose.ts';
import { toFailure } from './to-failure.ts';

/** Reads the parts of one stream of the SDK. */
export interface PartDecoder {
  /**
   * What a part of the SDK is here. One of an unknown type, or that misses what it should have, is passed over.
   *
   * @throws ProviderError for an `error` part, and for an end that is none
   */
  readonly push: (part: unknown) => readonly Part[];
  /**
   * What was held back, once the stream has ended.
   *
   * @throws ProviderError `interrupted` without a `finish` part
   */
  readonly end: () => readonly Part[];
}

interface Block {
  readonly type: 'text' | 'reasoning';
  /** The last that came: it holds, as it does in the SDK. */
  metadata: unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The bytes or the address of a file that the model made: v4 says which, before it bytes or base64 stand alone. */
function fileOf({ data, mediaType }: Loose): Part[] {
  const tagged = isLoose(data) && !(data instanceof Uint8Array) ? data : { data };
  const type = text(mediaType);
  const bytes = tagged['data'] instanceof Uint8Array ? tagged['data'] : typeof tagged['data'] === 'string' ? fromBase64(tagged['data']) : undefined;
  if (bytes !== undefined) return [{ type: 'file', data: bytes, mediaType: type }];
  const { url } = tagged;
  return url instanceof URL ? [{ type: 'warning', setting: 'file', message: `a file of the type ${type} was made, and stands at ${url.href}` }] : [];
}

/** What a decoder is told. */
export interface DecoderContext {
  /** Of our provider: what must come back to the model is kept under it. */
  readonly id: string;
  readonly requiresFinishReason: boolean;
  /** What is to be said before the answer. */
  readonly warnings: readonly Part[];
}

/** Makes the decoder of one answer. */
export function createPartDecoder({ id, requiresFinishReason, warnings }: DecoderContext): PartDecoder {
  const blocks = new Map<string, Block>();
  /** Calls that the service runs itself, or whose arguments come as something else than JSON. */
  const hidden = new Set<string>();
  /** Kept until something of the answer comes: `stream-start` is there with the headers, and a warning is no first byte. */
  let held = warnings;
  let model: string | undefined;
  let finish: FinishPart | undefined;

  const kept = (providerMetadata: unknown): { readonly metadata?: ProviderMetadata } =>
    isLoose(providerMetadata) ? { metadata: { [id]: providerMetadata } } : {};

  const blockOf = (part: Loose, type: Block['type']): Block => {
    const key = `${type} ${text(part['id'])}`;
    const block = blocks.get(key) ?? { type, metadata: undefined };
    block.metadata = part['providerMetadata'] ?? block.metadata;
    blocks.set(key, block);
    return block;
  };
  const close = ({ type, metadata }: Block): Part[] => (metadata === undefined ? [] : [{ type, text: '', ...kept(metadata) }]);

  const prose = (part: Loose, type: Block['type'], step: string): Part[] => {
    const block = blockOf(part, type);
    if (step === 'delta') return text(part['delta']) === '' ? [] : [{ type, text: text(part['delta']) }];
    if (step !== 'end') return [];
    blocks.delete(`${type} ${text(part['id'])}`);
    return close(block);
  };

  const toolInput = (part: Loose): Part[] => {
    const call = text(part['id']);
    if (part['type'] === 'tool-input-start') {
      if (part['providerExecuted'] === true || part['inputEncoding'] === 'text') hidden.add(call);
      return hidden.has(call) ? [] : [{ type: 'tool-call-delta', id: call, name: text(part['toolName']), arguments: '' }];
    }
    const delta = text(part['delta']);
    return hidden.has(call) || delta === '' ? [] : [{ type: 'tool-call-delta', id: call, arguments: delta }];
  };

  const decode = (part: Loose): Part[] => {
    const type = text(part['type']);
    const [kind = '', step = ''] = type.split('-');
    switch (type) {
      case 'text-start':
      case 'text-delta':
      case 'text-end':
      case 'reasoning-start':
      case 'reasoning-delta':
      case 'reasoning-end':
        return prose(part, kind === 'text' ? 'text' : 'reasoning', step);
      case 'tool-input-start':
      case 'tool-input-delta':
        return toolInput(part);
      case 'tool-call':
        if (part['providerExecuted'] === true) return [];
        return [{ type, id: text(part['toolCallId']), name: text(part['toolName']), arguments: text(part['input']), ...kept(part['providerMetadata']) }];
      case 'file':
        return fileOf(part);
      case 'source':
        return part['sourceType'] === 'url' ? [{ type, url: text(part['url']), ...(typeof part['title'] === 'string' ? { title: part['title'] } : {}) }] : [];
      case 'stream-start':
        if (Array.isArray(part['warnings'])) held = [...held, ...part['warnings'].flatMap(decodeWarning)];
        return [];
      case 'response-metadata':
        if (typeof part['modelId'] === 'string') model = part['modelId'];
        return [];
      case 'finish': {
        const usage = decodeUsage(part['usage']);
        const parts: Part[] = usage === undefined ? [] : [{ type: 'usage', usage, provenance: 'reported' }];
        finish = { ...decodeFinish(part['finishReason'], requiresFinishReason), ...(model === undefined ? {} : { model }) };
        return parts;
      }
      case 'error':
        throw toFailure(part['error']);
      default:
        return [];
    }
  };

  const withHeld = (parts: Part[]): readonly Part[] => {
    if (held.length === 0 || parts.length === 0) return parts;
    const all = [...held, ...parts];
    held = [];
    return all;
  };

  return {
    push: (part) => (isLoose(part) ? withHeld(decode(part)) : []),
    end() {
      if (finish === undefined) throw new ProviderError('the answer was cut off: the stream ended without a finish', { code: 'interrupted' });
      return withHeld([...[...blocks.values()].flatMap(close), finish]);
    },
  };
}
