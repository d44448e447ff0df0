import type { Answer } from '../chat/model/message.ts';
import type { ModelOption } from '../models/model-option.ts';

/** What an answer came to. What is not known is not there. */
export interface Measures {
  /** Seconds. */
  readonly first?: number | undefined;
  readonly total?: number | undefined;
  /** Tokens a second, from the first to the last. */
  readonly rate?: number | undefined;
  readonly input?: number | undefined;
  readonly output?: number | undefined;
  /** The provider did not count: four characters are taken for a token. */
  readonly isEstimated: boolean;
  /** USD. */
  readonly price?: number | undefined;
  /** It runs on this machine. */
  readonly isFree: boolean;
}

const million = 1_000_000;

/** What tokens cost; nothing where either price is unknown. */
function priceOf(input: number | undefined, output: number | undefined, price: ModelOption['price']): number | undefined {
  if (input === undefined || output === undefined || price?.input === undefined || price.output === undefined) return undefined;
  return (input * price.input + output * price.output) / million;
}

/** Measures an answer. */
export function measure(answer: Answer, options: readonly ModelOption[]): Measures {
  const { by, usage, firstMs, totalMs, text, reasoning } = answer;
  const option = options.find(({ provider, model }) => provider === by?.provider && model === by.model);
  const isEstimated = usage?.output === undefined;
  const length = text.length + reasoning.length;
  const output = usage?.output ?? (length === 0 ? undefined : Math.ceil(length / 4));
  const lasted = firstMs === undefined || totalMs === undefined ? 0 : (totalMs - firstMs) / 1_000;
  return {
    first: firstMs === undefined ? undefined : firstMs / 1_000,
    total: totalMs === undefined ? undefined : totalMs / 1_000,
    rate: output === undefined || lasted <= 0 ? undefined : output / lasted,
    input: usage?.input,
    output,
    isEstimated,
    price: isEstimated ? undefined : priceOf(usage.input, output, option?.price),
    isFree: option?.abilities.has('local') === true,
  };
}
