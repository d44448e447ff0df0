import { defineProvider } from '@g4f/core';
import { createModelCatalogue, anthropic as anthropicFacts, openai as openaiFacts } from '@g4f/models';
import { createAnthropic } from '@g4f/provider-anthropic';
import { createOpenAI } from '@g4f/provider-openai';
import { createRegistry, isNoProvider } from '@g4f/registry';

// Nothing is asked here: selection reads what providers declare, so any key will do.
const openai = createOpenAI({ apiKey: 'sk-example' });
const anthropic = createAnthropic({ apiKey: 'sk-example' });
const notes = defineProvider({ id: 'notes', url: 'file:///notes', models: ['grep'], working: true, supportsMessageHistory: true }, async function* () {
  yield 'found nothing';
});

const registry = createRegistry([notes, anthropic, openai], {
  catalogue: createModelCatalogue({ openai: openaiFacts, anthropic: anthropicFacts }),
  aliases: { quick: ['gpt-4.1-mini', 'claude-haiku-4-5'] },
});

/** Says what became of everybody. */
function explain(title: string, query: Parameters<typeof registry.explain>[0]): void {
  console.log(`\n${title}`);
  for (const { provider, model, chosen, reasons } of registry.explain(query)) {
    console.log(`  ${chosen ? '→' : ' '} ${provider.id}${model === undefined ? '' : `/${model}`}${chosen ? '' : `: ${reasons.map(({ message }) => message).join('; ')}`}`);
  }
}

explain('tools, and nothing leaves this machine', { supportsTools: true, local: true });
explain('images, at most 1 USD a million tokens of prompt', { supportsImages: true, maxPrice: { input: 1 } });
explain('an alias', { model: 'quick' });

// What a request needs is read off it: here, to see an image.
const request = { messages: [{ role: 'user', content: [{ type: 'image', data: new URL('https://example.com/cat.png') }] }] } as const;
const { provider, model } = registry.match({ for: request });
console.log(`\nan image goes to ${provider.id}/${model}`);

try {
  registry.resolve({ model: 'grep', supportsReasoning: true });
} catch (error) {
  if (!isNoProvider(error)) throw error;
  console.log(`\n${error.message}`);
}

// The answer's type has the flags that were asked for: this compiles, and a misspelt flag does not.
const able: true = registry.resolve({ supportsTools: true }).supportsTools;
console.log(`\ncalls tools: ${able}`);
