import type { AsyncGeneratorProvider, Model } from '@g4f/core';
import type { ProviderEntry } from '@g4f/gateway/config';
import { withAliases } from '@g4f/registry/routes';
import type { Io } from '../io.ts';

type Environment = Io['env'];
type Make = (options: object) => AsyncGeneratorProvider;

/** What makes a provider, by the wire that a service speaks. They are the CLI's own dependencies, loaded when a configuration names them. */
const makers = {
  openai: { package: '@g4f/provider-openai', make: 'createOpenAICompatible' },
  anthropic: { package: '@g4f/provider-anthropic', make: 'createAnthropic' },
  gemini: { package: '@g4f/provider-gemini', make: 'createGemini' },
  aibn: { package: '@g4f/provider-aibn', make: 'createAibn' },
} as const;

/** What servers of this wire carry. Which of it a model can do, they say themselves. */
const carried = { working: true, supportsTools: true, supportsImages: true, supportsStructuredOutput: true, supportsReasoning: true } as const;

/** Milliseconds that a service has to say which models it has. */
const patience = 3_000;

interface Exports {
  readonly [name: string]: unknown;
}

async function load(name: string): Promise<Exports> {
  return (await import(name)) as Exports;
}

async function maker(kind: keyof typeof makers): Promise<Make> {
  const { package: name, make } = makers[kind];
  const { [make]: found } = await load(name);
  if (typeof found !== 'function') throw new Error(`${name} of this version has no ${make}`);
  return found as Make;
}

/** Makes the provider of a service that is known by its id; `undefined` where it is not. */
async function presetOf(id: string, env: Environment): Promise<Make | undefined> {
  const { presets, createPreset } = await load(makers.openai.package);
  if (typeof createPreset !== 'function' || typeof presets !== 'object' || presets === null || !Object.hasOwn(presets, id)) return undefined;
  const create = createPreset as (name: string, options: object) => AsyncGeneratorProvider;
  return (options) => create(id, { env, ...options });
}

const isKind = (name: string): name is keyof typeof makers => Object.hasOwn(makers, name);

/** The models that a service lists itself. */
async function live(provider: AsyncGeneratorProvider): Promise<readonly Model[]> {
  return (await provider.listModels?.({ timeout: patience })) ?? [];
}

/**
 * Makes a provider of what a configuration says.
 *
 * @param warn told what is worth knowing, though the provider was made
 * @throws Error that says what is missing
 */
export async function makeProvider({ id, kind, allowAddress: _checked, aliases, options: further = {}, ...own }: ProviderEntry, env: Environment, warn: (message: string) => void): Promise<AsyncGeneratorProvider> {
  const preset = kind === undefined ? await presetOf(id, env) : undefined;
  const wire = kind ?? (preset === undefined && isKind(id) ? id : 'openai');
  if (preset === undefined && kind === undefined && !isKind(id)) {
    throw new Error(`nothing is known of ${JSON.stringify(id)}: say the kind of its wire (${Object.keys(makers).join(', ')}) and its baseURL; or name a provider that is installed by its id alone`);
  }
  if (kind === 'openai' && own.baseURL === undefined) throw new Error('baseURL is missing: where is the service?');
  if (wire !== 'openai' && own.headers !== undefined) throw new Error(`headers: a provider of the kind ${wire} takes none`);
  const make = preset ?? (await maker(wire));
  const all = { ...own, ...further };
  const wantsModels = own.models === undefined && own.baseURL !== undefined && wire === 'openai';
  const base = preset === undefined ? { id, ...all, ...(wire === 'openai' && { models: own.models ?? ['default'], flags: { ...carried, ...(further['flags'] as object | undefined) } }) } : all;
  let provider = make(base);
  if (wantsModels) {
    try {
      const [first, ...others] = await live(provider);
      if (first !== undefined) provider = make({ ...base, models: [first, ...others] });
    } catch (error) {
      warn(`${id}: the service does not say which models it has (${error instanceof Error ? error.message : String(error)}); name them as models, or ask for ${id}/<model>`);
    }
  }
  return aliases === undefined ? provider : withAliases(provider, aliases);
}
