import type { FinishPart } from './part.ts';
import { ProviderError } from './provider-error.ts';

/**
 * The failure of an answer that said nothing. One that was withheld is `unsupported`, on every wire alike: the same service would
 * withhold it again, another one may answer.
 */
export function noContent(finish: FinishPart | undefined): ProviderError {
  const word = finish?.raw ?? finish?.reason;
  if (finish?.reason === 'content-filter') {
    return new ProviderError(`the service withheld the answer (finish reason: ${word}); reword the prompt, or ask another provider`, { code: 'unsupported' });
  }
  const said = word === undefined ? '' : ` (finish reason: ${word})`;
  return new ProviderError(`the answer ended without content${said}`, { code: 'empty' });
}
