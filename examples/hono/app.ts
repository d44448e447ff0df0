import { errorCodes, isProviderError } from '@g4f/core';
import type { AnyRegistry } from '@g4f/registry';
import { Hono } from 'hono';
import { streamText } from 'hono/streaming';

/** An app that asks whoever can answer: POST /ask with { "question": "…" } streams text. */
export function createApp(registry: AnyRegistry): Hono {
  const app = new Hono();

  app.post('/ask', async (context) => {
    const { question, model } = await context.req.json<{ question: string; model?: string }>();
    const request = { messages: [{ role: 'user', content: question }], model } as const;
    const chosen = registry.match({ for: request });

    // The visitor who leaves ends the request upstream.
    const chunks = chosen.provider.createAsyncGenerator({ ...request, model: chosen.model }, { signal: context.req.raw.signal });
    // What fails before the first chunk can still have a status.
    const first = await chunks.next();
    context.header('x-provider', chosen.provider.id);
    return streamText(context, async (stream) => {
      if (first.done !== true) await stream.write(first.value);
      for await (const chunk of chunks) await stream.write(chunk);
    }, async (error) => {
      throw error; // an answer that broke off breaks the connection off: nobody takes it for a whole one
    });
  });

  app.get('/who', (context) => context.json(registry.explain({}).map(({ provider, chosen, reasons }) => ({ id: provider.id, chosen, reasons: reasons.map(({ message }) => message) }))));

  app.onError((error, context) => {
    if (!isProviderError(error)) return context.json({ error: 'internal' }, 500);
    return context.json({ error: error.code, message: error.message }, errorCodes[error.code].status);
  });
  return app;
}
