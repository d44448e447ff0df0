import { isProviderError, ProviderError, type AuthorInit } from '@g4f/core';
import type { StreamResponse } from '@g4f/requests';
import { codeForMessage } from '@g4f/wires/openai-chat';

/** Characters of an error's message: those of the service's own words and some of ours. */
const mostCharacters = 340;

/** Makes of what the wire threw an error that shows nothing private, and not too much. */
export function tidyFailure(error: unknown, redact: AuthorInit['redact']): unknown {
  if (!isProviderError(error) || error.provider !== undefined) return error;
  return new ProviderError(redact(error.message).slice(0, mostCharacters), { code: error.code, status: error.status });
}

/** Throws for a refusal; where its words say more than its status, with their code. */
export async function raiseForRefusal(response: StreamResponse, redact: AuthorInit['redact']): Promise<void> {
  const meant = await response.raiseForStatus((words) => {
    const code = codeForMessage(words);
    return code === undefined ? undefined : { words, code };
  });
  if (meant === undefined) return;
  const { status, url } = response;
  throw new ProviderError(redact(`${new URL(url).host} answered ${status}: ${meant.words}`).slice(0, mostCharacters), { code: meant.code, status });
}
