import { errorCodes, isProviderError } from '@g4f/core';
import { createAnthropic } from '@g4f/provider-anthropic';
import { createPreset } from '@g4f/provider-openai';
import { createRegistry, fallback } from '@g4f/registry';

/** Secrets and variables of the Worker. */
interface Env {
  readonly OPENAI_API_KEY?: string;
  readonly OPENAI_BASE_URL?: string;
  readonly ANTHROPIC_API_KEY?: string;
  readonly ANTHROPIC_BASE_URL?: string;
}

/** OpenAI, and Anthropic for when it fails. In a Worker they are asked over `fetch`: nothing of Node is bundled. */
function registryOf({ ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, ...env }: Env) {
  const openai = createPreset('openai', { env });
  const anthropic = createAnthropic({ apiKey: ANTHROPIC_API_KEY, baseURL: ANTHROPIC_BASE_URL });
  return createRegistry([fallback([openai, anthropic], { id: 'either' })]);
}

export default {
  /** POST a question, get text as it comes. */
  async fetch(request: Request, env: Env): Promise<Response> {
    try {
      const messages = [{ role: 'user', content: await request.text() }] as const;
      const provider = registryOf(env).resolve({ supportsMessageHistory: true });
      const chunks = provider.createAsyncGenerator({ messages }, { signal: request.signal });
      const first = await chunks.next(); // what fails before the first chunk can still have a status
      return new Response(streamOf(first, chunks), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
    } catch (error) {
      if (!isProviderError(error)) throw error;
      return Response.json({ error: error.code, message: error.message }, { status: errorCodes[error.code].status });
    }
  },
};

/** The chunks as bytes, at the reader's pace. An answer that breaks off breaks the stream off; a reader who leaves ends the request. */
function streamOf(first: IteratorResult<string, unknown>, chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string, unknown> | undefined = first;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = next ?? (await chunks.next());
      next = undefined;
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await chunks.return(undefined)),
  });
}
