import { createRegistry } from '@g4f/registry';
import { discoverProviders } from '@g4f/registry/node';

/** Asks whoever is installed and has a key, and prints the answer as it comes: node main.ts "What is an async generator?" */
const question = process.argv.slice(2).join(' ') || 'What is an async generator?';
const messages = [{ role: 'user', content: question }] as const;

// The dependencies of this package.json that are providers, with their keys from the environment; MODEL may name a model.
const { providers } = await discoverProviders({ from: new URL('package.json', import.meta.url) });
const { provider, model } = createRegistry(providers).match({ for: { messages, model: process.env['MODEL'] } });

const leave = new AbortController();
process.once('SIGINT', () => leave.abort()); // Ctrl-C ends the request too

for await (const part of provider.createPartGenerator({ messages, model }, { signal: leave.signal })) {
  if (part.type === 'text') process.stdout.write(part.text);
  if (part.type === 'usage') console.error(`\n${provider.id}/${model}: ${part.usage.inputTokens ?? '?'} tokens in, ${part.usage.outputTokens ?? '?'} out`);
}
