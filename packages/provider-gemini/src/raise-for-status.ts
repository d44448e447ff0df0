import { ProviderError } from '@g4f/core';
import type { StreamResponse } from '@g4f/requests';
import { geminiRefusal } from '@g4f/wires/gemini';

/** Characters of the service's own words that an error keeps. */
const mostWords = 300;

/**
 * Does nothing for an answer. The service answers a refused key with the status of a malformed body, and says in words alone how long to
 * wait: those are read here.
 *
 * @throws ProviderError for anything else
 */
export async function raiseForStatus(response: StreamResponse): Promise<void> {
  const refusal = await response.raiseForStatus((words, status) => {
    const meant = geminiRefusal(words, status);
    return meant === undefined ? undefined : { ...meant, words };
  });
  if (refusal === undefined) return;
  const { code, cure, retryAfter, words } = refusal;
  throw new ProviderError(`the service answered ${response.status}: ${words.slice(0, mostWords)}${cure}`, { code, status: response.status, retryAfter });
}
