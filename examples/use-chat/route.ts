import { createG4f } from '@g4f/ai-sdk';
import { createRegistry } from '@g4f/registry';
import { discoverProviders } from '@g4f/registry/node';
import { convertToModelMessages, streamText, type UIMessage } from 'ai';

const { providers } = await discoverProviders({ from: new URL('package.json', import.meta.url) });
const registry = createRegistry(providers);
const g4f = createG4f({ registry });

/** The route of `useChat`: a web request in, the SDK's stream out. In Next.js this is `app/api/chat/route.ts` as it stands. */
export async function POST(request: Request): Promise<Response> {
  const { messages } = (await request.json()) as { messages: UIMessage[] };
  const prompt = await convertToModelMessages(messages);
  const result = streamText({
    model: g4f(process.env['MODEL'] ?? 'gpt-4.1-mini'), // who answers is chosen for each request, by what it needs
    messages: prompt,
    maxRetries: 0,
    abortSignal: request.signal, // `stop()` in the page ends the request upstream
  });
  return result.toUIMessageStreamResponse({
    messageMetadata: ({ part }) => (part.type === 'finish-step' ? { from: part.providerMetadata?.['g4f']?.['provider'] } : undefined),
    onError: (error) => (error instanceof Error ? error.message : 'something went wrong'), // ours hold no key and no prompt
  });
}
