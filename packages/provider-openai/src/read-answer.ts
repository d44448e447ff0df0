import { isProviderError, ProviderError, type AuthorInit, type Chunk } from '@g4f/core';
import type { StreamResponse } from '@g4f/requests';
import { codeForMessage, createOpenaiChatDecoder, decodeOpenaiChatAnswer } from '@g4f/wires/openai-chat';

/** Characters of a service's own words that an error keeps. */
const mostWords = 340;

/** What an error may show: nothing private, and not too much. */
function tidy(error: unknown, redact: AuthorInit['redact']): unknown {
  if (!isProviderError(error) || error.provider !== undefined) return error;
  return new ProviderError(redact(error.message).slice(0, mostWords), { code: error.code, status: error.status });
}

/** Throws for a refusal: where its words say more than its status, with their code. */
async function raise(response: StreamResponse, redact: AuthorInit['redact']): Promise<void> {
  const meant = await response.raiseForStatus((words) => {
    const code = codeForMessage(words);
    return code === undefined ? undefined : { words, code };
  });
  if (meant === undefined) return;
  const { host } = new URL(response.url);
  throw new ProviderError(redact(`${host} answered ${response.status}: ${meant.words}`).slice(0, mostWords), { code: meant.code, status: response.status });
}

/** Reads an answer: a stream, one array a network chunk, or JSON from a server that does not stream. */
export async function* readAnswer(response: StreamResponse, { provider, redact }: AuthorInit): AsyncGenerator<readonly Chunk[], void, undefined> {
  await raise(response, redact);
  try {
    if (/^application\/json/i.test(response.headers.get('content-type') ?? '')) {
      yield decodeOpenaiChatAnswer(await response.json(), { provider });
      return;
    }
    const decoder = createOpenaiChatDecoder({ provider });
    for await (const events of response.iterEventBatches()) {
      yield decoder.push(events);
      // Throws what failed in this chunk after its content.
      decoder.push([]);
    }
    yield decoder.end();
  } catch (error) {
    throw tidy(error, redact);
  }
}
