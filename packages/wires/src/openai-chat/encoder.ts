import type { Part, ToolCallDeltaPart, ToolCallPart } from '@g4f/core';
import type { AnswerContext, WireEncoder } from '../chat-wire.ts';
import { createAnswerState } from './answer-state.ts';
import { encodeOpenaiChatError } from './encode-error.ts';
import { encodeFilePart, encodeSource } from './encode-part.ts';
import { writeMetadata } from './metadata-field.ts';
import { writeUsage } from './usage.ts';

const event = (data: string): string => `data: ${data}\n\n`;

/** Writes deltas of tool calls. A call that was told in deltas is not told again. */
function createCallDeltas(): (part: ToolCallPart | ToolCallDeltaPart) => object | undefined {
  const indexes = new Map<string, number>();
  const waiting = new Set<string>();
  return (part) => {
    const { id, name, arguments: json } = part;
    const known = indexes.get(id);
    const index = known ?? indexes.size;
    if (known === undefined) {
      // A client must know the name from the start: a call that began without one waits until it is whole.
      if (part.type === 'tool-call-delta' && (name === undefined || waiting.has(id))) {
        waiting.add(id);
        return undefined;
      }
      indexes.set(id, index);
      return { index, id, type: 'function', function: { name, arguments: json }, ...(part.type === 'tool-call' && writeMetadata(part.metadata)) };
    }
    if (part.type === 'tool-call-delta') return { index, function: { arguments: json } };
    return part.metadata === undefined ? undefined : { index, ...writeMetadata(part.metadata) };
  };
}

/**
 * Writes a streamed chat completion: the role first, then deltas, the finish with what the model must get back, usage if it is wanted,
 * and `[DONE]`. Reasoning goes in `reasoning_content`. After an error there is no `[DONE]`.
 *
 * @example
 * const encoder = createOpenaiChatEncoder({ id: 'chatcmpl-1', model: 'm', created: 1_700_000_000, wantsUsage: false });
 * const bytes = encoder.part({ type: 'text', text: 'Hi' }) + encoder.end();
 */
export function createOpenaiChatEncoder({ id, model, created, wantsUsage }: AnswerContext): WireEncoder {
  const state = createAnswerState();
  const callDelta = createCallDeltas();
  // All chunks but the one of usage differ in their delta alone.
  const head = `{"id":${JSON.stringify(id)},"object":"chat.completion.chunk","created":${created},"model":${JSON.stringify(model)}`;
  let isBegun = false;

  const chunk = (delta: object, finish = '"finish_reason":null'): string => event(`${head},"choices":[{"index":0,"delta":${JSON.stringify(delta)},"logprobs":null,${finish}}]}`);
  const begin = (): string => {
    if (isBegun) return '';
    isBegun = true;
    return chunk({ role: 'assistant', content: '' });
  };

  const deltaOf = (part: Part): object | undefined => {
    switch (part.type) {
      case 'text':
        return part.text === '' ? undefined : { content: part.text };
      case 'reasoning':
        return part.text === '' ? undefined : { reasoning_content: part.text };
      case 'tool-call':
      case 'tool-call-delta': {
        const call = callDelta(part);
        return call === undefined ? undefined : { tool_calls: [call] };
      }
      case 'source':
        return { annotations: [encodeSource(part)] };
      case 'file':
        return { images: [encodeFilePart(part)] };
      default:
        return undefined;
    }
  };

  return {
    part(part) {
      state.add(part);
      const delta = deltaOf(part);
      return delta === undefined ? '' : begin() + chunk(delta);
    },
    end() {
      const counted = state.usage();
      const usage = wantsUsage && counted !== undefined ? event(`${head},"choices":[],"usage":${JSON.stringify(writeUsage(counted))}}`) : '';
      return `${begin()}${chunk(state.artefacts(), JSON.stringify(state.finish()).slice(1, -1))}${usage}${event('[DONE]')}`;
    },
    error: (error) => event(JSON.stringify(encodeOpenaiChatError(error))),
  };
}
