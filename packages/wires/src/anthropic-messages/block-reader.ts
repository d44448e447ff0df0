import type { Chunk, SourcePart } from '@g4f/core';
import { isObject, type JsonObject } from '../values/json.ts';
import { recordOf, textOf } from './record.ts';

/** Reads one block of an answer as it grows. */
export interface BlockReader {
  /** What its first event holds already. */
  readonly start: readonly Chunk[];
  readonly delta: (delta: JsonObject) => readonly Chunk[];
  /** What can be told only now that it is whole. */
  readonly stop: () => readonly Chunk[];
}

const none: readonly Chunk[] = [];
const nothing = (): readonly Chunk[] => none;
/** A block that is not for us: what the service's own tools do, and what is not known. */
const passedOver: BlockReader = { start: none, delta: nothing, stop: nothing };

/** A citation of something that has an address. */
function sourceOf(citation: JsonObject): readonly SourcePart[] {
  const url = textOf(citation['url']) || textOf(citation['source']);
  const title = textOf(citation['title']);
  return URL.canParse(url) ? [{ type: 'source', url, ...(title !== '' && { title }) }] : [];
}

function textReader(block: JsonObject): BlockReader {
  const text = textOf(block['text']);
  return {
    start: text === '' ? none : [text],
    delta(delta) {
      if (delta['type'] === 'text_delta') return [textOf(delta['text'])];
      return delta['type'] === 'citations_delta' ? sourceOf(recordOf(delta['citation'])) : none;
    },
    stop: nothing,
  };
}

function thinkingReader(block: JsonObject, provider: string): BlockReader {
  const text = textOf(block['thinking']);
  let signature = textOf(block['signature']);
  return {
    start: text === '' ? none : [{ type: 'reasoning', text }],
    delta(delta) {
      if (delta['type'] === 'thinking_delta') return [{ type: 'reasoning', text: textOf(delta['thinking']) }];
      if (delta['type'] === 'signature_delta') signature += textOf(delta['signature']);
      return none;
    },
    stop: () => (signature === '' ? none : [{ type: 'reasoning', text: '', metadata: { [provider]: { signature } } }]),
  };
}

function redactedReader(block: JsonObject, provider: string): BlockReader {
  return { ...passedOver, start: [{ type: 'reasoning', text: '', metadata: { [provider]: { redactedData: textOf(block['data']) } } }] };
}

function toolReader(block: JsonObject): BlockReader {
  const { input } = block;
  const id = textOf(block['id']);
  const name = textOf(block['name']);
  let json = '';
  // Some servers send the whole input at once; this wire's own sends it empty, and then in pieces.
  const whole = isObject(input) && Object.keys(input).length > 0 ? JSON.stringify(input) : '{}';
  return {
    start: [{ type: 'tool-call-delta', id, name, arguments: '' }],
    delta(delta) {
      const piece = delta['type'] === 'input_json_delta' ? textOf(delta['partial_json']) : '';
      json += piece;
      return piece === '' ? none : [{ type: 'tool-call-delta', id, arguments: piece }];
    },
    stop: () => [{ type: 'tool-call', id, name, arguments: json === '' ? whole : json }],
  };
}

/** Makes the reader for a block, by its type. */
export function readBlock(block: JsonObject, provider: string): BlockReader {
  switch (block['type']) {
    case 'text':
      return textReader(block);
    case 'thinking':
      return thinkingReader(block, provider);
    case 'redacted_thinking':
      return redactedReader(block, provider);
    case 'tool_use':
      return toolReader(block);
    default:
      return passedOver;
  }
}
