import type { FinishPart, Part, UsagePart } from '@g4f/core';
import type { AnswerContext, WireEncoder } from '../chat-wire.ts';
import { encodeOpenaiChatError } from '../openai-chat/encode-error.ts';
import type { AnswerEvents } from './answer-item.ts';
import { createItemWriter } from './item-writer.ts';
import { failureWord, responseHead, writeEnding, writeResponse } from './response-object.ts';

/** The part of an answer's id that the ids of its items share. */
const suffixOf = (id: string): string => id.replace(/^resp_/, '');

/**
 * Writes a streamed response: `response.created`, the items with their deltas, and `response.completed` or `response.incomplete`, which
 * holds the whole again. Usage goes with it always: the wire has no word for leaving it out. A failure is an `error` event and, where
 * anything was written before, `response.failed`, as OpenAI's own service sends them.
 *
 * @see https://platform.openai.com/docs/api-reference/responses-streaming
 * @example
 * const encoder = createOpenaiResponsesEncoder({ id: 'resp_1', model: 'm', created: 1_700_000_000, wantsUsage: true });
 * const bytes = encoder.part({ type: 'text', text: 'Hi' }) + encoder.end();
 */
export function createOpenaiResponsesEncoder(context: AnswerContext): WireEncoder {
  const head = responseHead(context);
  let out = '';
  let number = 0;
  let isBegun = false;
  let usage: UsagePart | undefined;
  let finish: FinishPart | undefined;

  const emit: AnswerEvents['emit'] = (type, fields) => {
    out += `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...fields })}\n\n`;
  };
  const deltas: AnswerEvents['deltas'] = (type, fields) => {
    const head = `event: ${type}\ndata: ${JSON.stringify({ type, ...fields }).slice(0, -1)},"sequence_number":`;
    return (delta) => {
      out += `${head}${number++},"delta":${JSON.stringify(delta)}}\n\n`;
    };
  };
  const writer = createItemWriter(suffixOf(context.id), { emit, deltas });
  const begin = (): void => {
    if (isBegun) return;
    isBegun = true;
    const response = writeResponse(head, { status: 'in_progress', output: [] });
    emit('response.created', { response });
    emit('response.in_progress', { response });
  };
  const take = (): string => {
    const taken = out;
    out = '';
    return taken;
  };

  return {
    part(part) {
      if (part.type === 'usage') usage = part;
      else if (part.type === 'finish') finish = part;
      else if (part.type !== 'warning' && !isEmpty(part)) {
        begin();
        writer.part(part);
      }
      return take();
    },
    end() {
      begin();
      const ending = writeEnding(finish);
      writer.end(ending.status);
      emit(`response.${ending.status}`, { response: writeResponse(head, { ...ending, output: writer.items(), usage }) });
      return take();
    },
    error(error) {
      const { error: told } = encodeOpenaiChatError(error);
      // OpenAI's service nests them, and its description does not: clients read the one or the other.
      emit('error', { code: told.code, message: told.message, param: null, error: told });
      // Where nothing was begun here it may follow what somebody else has written, of a response that this one is not.
      if (isBegun) emit('response.failed', { response: writeResponse(head, { status: 'failed', output: writer.items(), usage, error: { code: failureWord(error.code), message: told.message } }) });
      return take();
    },
  };
}

/** Of an answer in one piece nothing is told but its items. */
const silent: AnswerEvents = { emit: () => undefined, deltas: () => () => undefined };

/** Nothing to begin an answer with. */
const isEmpty = (part: Part): boolean => (part.type === 'text' || part.type === 'reasoning') && part.text === '' && part.metadata === undefined;

/**
 * Writes a response in one piece.
 *
 * @example
 * encodeOpenaiResponsesAnswer([{ type: 'text', text: 'Hi' }], { id: 'resp_1', model: 'm', created: 1_700_000_000, wantsUsage: true });
 */
export function encodeOpenaiResponsesAnswer(parts: readonly Part[], context: AnswerContext): object {
  const writer = createItemWriter(suffixOf(context.id), silent);
  parts.forEach(writer.part);
  const ending = writeEnding(parts.find((part) => part.type === 'finish'));
  writer.end(ending.status);
  return writeResponse(responseHead(context), { ...ending, output: writer.items(), usage: parts.findLast((part) => part.type === 'usage') });
}
