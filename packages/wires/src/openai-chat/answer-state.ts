import type { FinishPart, Part, ProviderMetadata, ReasoningPart, UsagePart } from '@g4f/core';
import { writeFinishReason, type WrittenFinish } from './finish-reasons.ts';
import { writeMetadata, writeReasoningBlock } from './metadata-field.ts';

/** What of an answer only its end can tell. */
export interface AnswerState {
  readonly add: (part: Part) => void;
  readonly finish: () => WrittenFinish;
  readonly usage: () => UsagePart | undefined;
  /** The fields of a message that hold what models must get back; none where there is nothing. */
  readonly artefacts: () => object;
}

type Block = Omit<ReasoningPart, 'type'>;

/** Keeps what of an answer comes late: blocks of reasoning with their signatures, usage, the finish. */
export function createAnswerState(): AnswerState {
  const blocks: Block[] = [];
  let open: string | undefined;
  let textMetadata: ProviderMetadata | undefined;
  let usage: UsagePart | undefined;
  let finish: FinishPart | undefined;
  let hasCalls = false;

  const close = (metadata?: ProviderMetadata): void => {
    const text = open ?? '';
    open = undefined;
    if (text !== '' || metadata !== undefined) blocks.push({ text, metadata });
  };

  return {
    add(part) {
      if (part.type === 'reasoning') {
        open = (open ?? '') + part.text;
        if (part.metadata !== undefined) close(part.metadata);
        return;
      }
      if (open !== undefined) close();
      if (part.type === 'text' && part.metadata !== undefined) textMetadata = { ...textMetadata, ...part.metadata };
      if (part.type === 'tool-call' || part.type === 'tool-call-delta') hasCalls = true;
      if (part.type === 'usage') usage = part;
      if (part.type === 'finish') finish = part;
    },
    finish: () => writeFinishReason(finish?.reason ?? (hasCalls ? 'tool-calls' : 'stop'), finish?.raw),
    usage: () => usage,
    artefacts() {
      close();
      const isPlain = blocks.every(({ metadata }) => metadata === undefined);
      return { ...(!isPlain && { reasoning_details: blocks.map(writeReasoningBlock) }), ...writeMetadata(textMetadata) };
    },
  };
}
