import { ProviderError, type AuthorInit } from '@g4f/core';
import type { StreamResponse } from '@g4f/requests';
import { anthropicRefusal } from '@g4f/wires/anthropic-messages';

/** Characters of the service's own words that an error keeps. */
const mostWords = 300;

/**
 * Does nothing for an answer. A prompt that is too long and a balance that is used up have the status of a malformed body: their words
 * are read here, so that another provider is asked.
 *
 * @throws ProviderError for anything else
 */
export async function raiseForStatus(response: StreamResponse, { redact }: AuthorInit): Promise<void> {
  const refusal = await response.raiseForStatus((words, status) => {
    const code = anthropicRefusal(words, status);
    return code === undefined ? undefined : { code, words };
  });
  if (refusal === undefined) return;
  const { code, words } = refusal;
  throw new ProviderError(`${new URL(response.url).host} answered ${response.status}: ${redact(words).slice(0, mostWords)}`, { code, status: response.status });
}
