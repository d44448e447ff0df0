import type { Part, ProviderMetadata, ReasoningPart, SourcePart, ToolCallDeltaPart, ToolCallPart } from '@g4f/core';
import { seal, type Sealed } from '../values/sealed.ts';
import type { AnswerBlock, AnswerDelta, BlockEvent } from './answer-events.ts';
import { nativeRedacted, nativeSignature } from './artefacts.ts';

/** Turns the parts of an answer into blocks, one after the other, as clients expect them. */
export interface BlockWriter {
  /** The open block, if text can be added to it as it is. */
  readonly openText: () => number | undefined;
  readonly part: (part: Part) => readonly BlockEvent[];
  /** Closes what is open, and writes what was held back. */
  readonly end: () => readonly BlockEvent[];
}

/** A tool call on its way. */
interface Call {
  readonly name: string;
  /** What came of it and was not written yet. */
  held: string;
  /** Something of its arguments was written. */
  isShown: boolean;
  isWhole: boolean;
  metadata: ProviderMetadata | undefined;
}

const textBlock: AnswerBlock = { type: 'text', text: '', citations: null };
const thinkingBlock: AnswerBlock = { type: 'thinking', thinking: '', signature: '' };

const hasKeys = (metadata: ProviderMetadata | undefined): metadata is ProviderMetadata => metadata !== undefined && Object.keys(metadata).length > 0;

/** Redacted thinking of Anthropic's own, which has a type of block to itself. */
function redactedBlock({ text, metadata = {} }: ReasoningPart): AnswerBlock | undefined {
  const { redactedData } = metadata['anthropic'] ?? {};
  return text === '' && typeof redactedData === 'string' ? { type: 'redacted_thinking', data: seal({ metadata }, nativeRedacted) } : undefined;
}

const citationOf = ({ url, title = null }: Pick<SourcePart, 'url'> & { readonly title?: string | null | undefined }) => ({
  type: 'web_search_result_location',
  url,
  title,
  cited_text: '',
  encrypted_index: '',
});

/** Makes a writer for one answer. */
export function createBlockWriter(): BlockWriter {
  /** Those that are open or wait for their turn, in their order. */
  const calls = new Map<string, Call>();
  const done = new Set<string>();
  let events: BlockEvent[] = [];
  let index = -1;
  /** The type of the open block, and its call. */
  let open: { readonly type: AnswerBlock['type']; readonly id?: string | undefined } | undefined;

  const start = (block: AnswerBlock, id?: string): void => {
    open = { type: block.type, id };
    events.push({ type: 'content_block_start', index: ++index, content_block: block });
  };
  const grow = (delta: AnswerDelta): void => void events.push({ type: 'content_block_delta', index, delta });
  const stop = (): void => {
    if (open === undefined) return;
    events.push({ type: 'content_block_stop', index });
    open = undefined;
  };
  /** What is bound to a model, where its part has no field for it: an empty thinking block, which clients hand back. */
  const bind = (sealed: Sealed): void => {
    stop();
    start(thinkingBlock);
    grow({ type: 'signature_delta', signature: seal(sealed, nativeSignature) });
    stop();
  };
  const flow = (id: string, call: Call): void => {
    if (open?.id !== id) start({ type: 'tool_use', id, name: call.name, input: {}, caller: { type: 'direct' } }, id);
    if (call.held === '') return;
    grow({ type: 'input_json_delta', partial_json: call.held });
    call.held = '';
    call.isShown = true;
  };
  const finishCall = (id: string, call: Call): void => {
    flow(id, call);
    stop();
    calls.delete(id);
    done.add(id);
    if (hasKeys(call.metadata)) bind({ metadata: call.metadata, of: { call: id } });
  };
  /** Writes those whose turn it is: blocks do not overlap, so a call waits until the one before it is whole. */
  const advance = (isLast: boolean): void => {
    for (const [id, call] of [...calls]) {
      if (isLast || call.isWhole) finishCall(id, call);
      else {
        flow(id, call);
        return;
      }
    }
  };
  /** Other content is next: no call goes on after it. */
  const turnTo = (type: AnswerBlock['type'], block: AnswerBlock): void => {
    if (calls.size > 0) advance(true);
    if (open?.type === type) return;
    stop();
    start(block);
  };

  const addCall = (part: ToolCallDeltaPart | ToolCallPart): void => {
    const { id, name = '', arguments: json } = part;
    if (done.has(id)) return;
    if (calls.size === 0) stop();
    const call = calls.get(id) ?? { name, held: '', isShown: false, isWhole: false, metadata: undefined };
    calls.set(id, call);
    if (part.type === 'tool-call-delta') call.held += json;
    else {
      // The whole call says again what its pieces said.
      if (!call.isShown) call.held = json;
      call.isWhole = true;
      call.metadata = part.metadata;
    }
    advance(false);
  };
  const addReasoning = (part: ReasoningPart): void => {
    if (part.text === '' && !hasKeys(part.metadata)) return;
    const redacted = redactedBlock(part);
    if (redacted !== undefined) {
      turnTo('redacted_thinking', redacted);
      stop();
      return;
    }
    turnTo('thinking', thinkingBlock);
    if (part.text !== '') grow({ type: 'thinking_delta', thinking: part.text });
    if (!hasKeys(part.metadata)) return;
    grow({ type: 'signature_delta', signature: seal({ metadata: part.metadata }, nativeSignature) });
    stop();
  };
  const add = (part: Part): void => {
    switch (part.type) {
      case 'text':
        if (part.text !== '') {
          turnTo('text', textBlock);
          grow({ type: 'text_delta', text: part.text });
        }
        if (!hasKeys(part.metadata)) return;
        advance(true);
        bind({ metadata: part.metadata, of: 'text' });
        return;
      case 'reasoning':
        addReasoning(part);
        return;
      case 'tool-call-delta':
      case 'tool-call':
        addCall(part);
        return;
      case 'source':
        turnTo('text', textBlock);
        grow({ type: 'citations_delta', citation: citationOf(part) });
        return;
      default: // a file that a model made, which this wire does not carry, and what is no content
    }
  };
  const take = (): readonly BlockEvent[] => {
    const taken = events;
    events = [];
    return taken;
  };
  return {
    openText: () => (open?.type === 'text' && calls.size === 0 ? index : undefined),
    part(part) {
      add(part);
      return take();
    },
    end() {
      advance(true);
      stop();
      return take();
    },
  };
}
