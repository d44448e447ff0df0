import { ProviderError, type FinishPart, type FinishReason } from '@g4f/core';
import { isLoose } from './loose.ts';

const reasons: { readonly [unified: string]: FinishReason } = { stop: 'stop', length: 'length', 'tool-calls': 'tool-calls', 'content-filter': 'content-filter' };

/**
 * Reads why an answer ended: a word in v2, a word with upstream's own since.
 *
 * @throws ProviderError `interrupted` where the word means that nobody knows, `upstream` where it means an error
 */
export function decodeFinish(reason: unknown, requiresReason: boolean): FinishPart {
  const { unified, raw } = isLoose(reason) ? reason : { unified: reason };
  const word = typeof unified === 'string' ? unified : 'unknown';
  const own = typeof raw === 'string' ? raw : undefined;
  if (word === 'error') throw new ProviderError(`the answer ended in an error${own === undefined ? '' : `: ${own}`}`, { code: 'upstream' });
  // v2 says `unknown`, v4 `interrupted`; v3 has only an `other` without a word of upstream's, which v2's own `other` always is.
  const isMissing = word === 'interrupted' || word === 'unknown' || (word === 'other' && own === undefined && typeof reason === 'object');
  if (isMissing && requiresReason) throw new ProviderError('the answer was cut off: upstream gave no reason for its end', { code: 'interrupted' });
  return { type: 'finish', reason: (Object.hasOwn(reasons, word) ? reasons[word] : undefined) ?? 'other', ...(own === undefined ? {} : { raw: own }) };
}
