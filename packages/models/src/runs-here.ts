import type { ModelFacts } from './model-facts.ts';

/**
 * A source for providers that run models on a machine of yours: its tokens cost nothing. Ollama's `-cloud` models run elsewhere, and of
 * those it knows nothing (https://docs.ollama.com/cloud).
 *
 * @example
 * const catalogue = createModelCatalogue({ ollama: runsHere });
 * catalogue.lookup('ollama', 'gemma3')?.price; // { input: 0, output: 0 }
 */
export function runsHere(model: string): ModelFacts | undefined {
  return /[:-]cloud$/.test(model) ? undefined : { price: { input: 0, output: 0 } };
}
