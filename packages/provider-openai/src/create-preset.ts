import type { AsyncGeneratorProvider, Model, ProviderInfo } from '@g4f/core';
import { baseURLOf } from './base-url.ts';
import { createOpenAICompatible } from './create-openai-compatible.ts';
import { processEnvironment, type Environment } from './environment.ts';
import type { OpenAICompatibleOptions } from './options.ts';
import type { Preset } from './preset.ts';
import { presets, type PresetId } from './presets.ts';

/** What of a preset one may say oneself. */
export interface PresetOptions extends Partial<Omit<OpenAICompatibleOptions, 'id' | 'dialect' | 'keyVariable' | 'isLocal'>> {
  /** Where keys and addresses are looked up that are not given here. @default process.env, where there is one */
  readonly env?: Environment | undefined;
}

/** A provider of a preset, with what is known about it before a call. */
export type PresetProvider<Id extends PresetId> = AsyncGeneratorProvider<ProviderInfo & (typeof presets)[Id]['flags'] & { readonly id: Id; readonly models: readonly [Model, ...Model[]] }>;

/** OpenAI's own client reads these too. */
function openaiHeaders(env: Environment): { readonly [name: string]: string } {
  const { OPENAI_ORG_ID: organization = '', OPENAI_PROJECT_ID: project = '' } = env;
  return { ...(organization !== '' && { 'openai-organization': organization }), ...(project !== '' && { 'openai-project': project }) };
}

/**
 * Makes the provider of a service that is known. Its key is `apiKey`, else that of its customary variable; a key of the environment goes to
 * the preset's own address, or to the one that the environment gives for it, and never to a `baseURL` of the options.
 *
 * `working` is true for a hosted service with a key; of a local one, only the plugin has asked whether it is there.
 *
 * @throws TypeError for a name that is no preset, or an address that is none
 * @example
 * const groq = createPreset('groq', { apiKey: 'gsk_secret' });
 * for await (const chunk of groq.createAsyncGenerator({ messages: [{ role: 'user', content: 'Hi' }] })) process.stdout.write(chunk);
 */
export function createPreset<const Id extends PresetId>(id: Id, options: PresetOptions = {}): PresetProvider<Id> {
  if (!Object.hasOwn(presets, id)) throw new TypeError(`there is no preset ${JSON.stringify(id)}; the presets are ${Object.keys(presets).join(', ')}`);
  const preset: Preset = presets[id];
  const { env = processEnvironment(), baseURL, apiKey, headers, flags, ...own } = options;
  const { isLocal = false, keyVariable } = preset;
  const key = apiKey ?? (baseURL === undefined ? env[keyVariable] : undefined);
  const hasKey = key !== undefined && key !== '';
  const address = baseURL ?? baseURLOf(preset, env);
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const provider: unknown = createOpenAICompatible({
    models: preset.models,
    aliases: preset.aliases,
    settings: preset.settings,
    modelsURL: baseURL === undefined ? preset.modelsURL : undefined,
    responses: address === preset.baseURL ? preset.responses : undefined,
    needsAuth: !isLocal,
    ...given,
    id,
    baseURL: address,
    apiKey: key,
    keyVariable,
    headers: { ...(id === 'openai' && openaiHeaders(env)), ...headers },
    dialect: preset.dialect,
    flags: { ...preset.flags, working: isLocal || hasKey, ...flags },
    isLocal,
  });
  // The flags of a preset are the same in its type and in the object: the spread above loses them.
  return provider as PresetProvider<Id>;
}

/**
 * Makes the provider of OpenAI, or of what `OPENAI_BASE_URL` points to: `createPreset('openai')`.
 *
 * @example
 * const openai = createOpenAI({ apiKey: 'sk-secret' });
 */
export function createOpenAI(options: PresetOptions = {}): PresetProvider<'openai'> {
  return createPreset('openai', options);
}
