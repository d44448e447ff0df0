import { ProviderError, type AuthorRequest, type Chunk } from '@g4f/core';
import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { LoadedModel } from './engine.ts';
import { modelPrompt } from './model-prompt.ts';
import { createTokenText } from './token-text.ts';

/** How the model picks words where the caller does not say: as its card recommends, and so that it does not go round in circles. */
const sampling = { temperature: 0.2, topP: 0.9, repeatPenalty: 1.1, repeatTokens: 64 } as const;

/** What an answer needs of its call. */
export interface AnswerInit {
  readonly signal: AbortSignal;
  /** The model is at hand, its turn has come, or it has read on. */
  readonly touch: (stage: 'connected') => void;
}

/**
 * Makes the sequence hold all of a prompt but its last token; what it holds of it already stays. An abort ends it within one batch.
 *
 * @returns how many tokens it held already
 */
async function read(sequence: LlamaContextSequence, prompt: readonly Token[], { signal, touch }: AnswerInit): Promise<number> {
  const { batchSize } = sequence.context;
  const held = Math.min(sequence.compareContextTokens([...prompt]).firstDifferentIndex, prompt.length - 1);
  if (held < sequence.nextTokenIndex) await sequence.eraseContextTokenRanges([{ start: held, end: sequence.nextTokenIndex }]);
  for (let at = held; at < prompt.length - 1; at += batchSize) {
    signal.throwIfAborted();
    await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(at, Math.min(at + batchSize, prompt.length - 1)));
    touch('connected');
  }
  return held;
}

/**
 * Answers a request, a piece of text for each token or so. The next token is worked out when somebody asks for it.
 *
 * @throws ProviderError `too-large` for a prompt that leaves no room for an answer
 */
export async function* writeAnswer({ model, wrapper, pool, contextSize }: LoadedModel, request: AuthorRequest, init: AnswerInit): AsyncGenerator<Chunk> {
  const prompt = modelPrompt(model, wrapper, request.messages);
  const room = contextSize - prompt.length;
  if (room < 1) {
    throw new ProviderError(`the messages have ${prompt.length} tokens and the context holds ${contextSize}; send fewer, or raise contextSize`, {
      code: 'too-large',
      provider: 'llama',
    });
  }
  const limit = Math.min(request.maxTokens ?? room, room);
  const sequence = await pool.take(prompt, init.signal);
  try {
    init.touch('connected');
    const cachedInputTokens = await read(sequence, prompt, init);
    const text = createTokenText(model);
    const written: Token[] = [];
    const tokens = sequence.evaluate(prompt.slice(-1), {
      temperature: request.temperature ?? sampling.temperature,
      topP: request.topP ?? sampling.topP,
      ...(request.seed === undefined ? {} : { seed: request.seed }),
      repeatPenalty: { punishTokens: () => written.slice(-sampling.repeatTokens), penalty: sampling.repeatPenalty },
    });
    for await (const token of tokens) {
      init.signal.throwIfAborted();
      written.push(token);
      const piece = text.push(token);
      if (piece !== '') yield piece;
      if (written.length >= limit) break;
    }
    const rest = text.end();
    if (rest !== '') yield rest;
    yield { type: 'usage', provenance: 'reported', usage: { inputTokens: prompt.length, outputTokens: written.length, cachedInputTokens } };
    yield { type: 'finish', reason: written.length < limit ? 'stop' : 'length', model: request.model };
  } finally {
    pool.giveBack(sequence);
  }
}
