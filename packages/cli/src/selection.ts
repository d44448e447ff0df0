import { modelId, ProviderError, type AsyncGeneratorProvider, type ProviderFlags } from '@g4f/core';
import { createRegistry, type Explanation, type ModelCatalogue, type Reason } from '@g4f/registry';
import type { Discovery } from '@g4f/registry/node';
import { closest } from './closest.ts';
import { checkFlags } from './known-flags.ts';
import type { LimitOptions, SelectionOptions } from './options/selection-options.ts';

/** A provider, and the model to ask it for. */
export interface Choice {
  readonly provider: AsyncGeneratorProvider;
  readonly model: string | undefined;
}

/** Who may answer, and what became of everybody. */
export interface Selection {
  /** In order of preference. */
  readonly choices: readonly Choice[];
  readonly explanations: readonly Explanation[];
  /** What was asked for, in words. */
  readonly asked: string;
}

interface Limits extends LimitOptions {
  readonly catalogue?: ModelCatalogue | undefined;
}

const matches = ({ chosen, reasons }: Explanation): boolean => chosen || reasons.every(({ code }) => code === 'order');

/** A provider with its model, as `-m` takes it. */
export const nameOf = (id: string, model: string | undefined): string => (model === undefined ? id : `${id}/${model}`);

/** One thing that speaks for or against a provider, with the cure that the command line has. */
export interface Word {
  /** The code of the reason; `chosen` for the one that answers. */
  readonly code: Reason['code'] | 'chosen';
  readonly words: string;
}

/** What became of a provider, reason by reason. */
export function reasonsOf({ provider: { id }, chosen, reasons }: Explanation): readonly Word[] {
  if (chosen) return [{ code: 'chosen', words: 'answers' }];
  return reasons.map(({ code, message }) => {
    if (code === 'working') return { code, words: `is not declared to be working${reasons.length === 1 ? `; -p ${id} asks it all the same` : ''}` };
    const hasCure = code === 'flag' || code === 'context' || code === 'price';
    return { code, words: hasCure ? message.replace(/;.*$/, '') : message }; // what follows is the cure in code
  });
}

/** What became of a provider, in one line. */
export const verdictOf = (explanation: Explanation): string => reasonsOf(explanation).map(({ words }) => words).join('; ');

function askedFor({ model, provider }: SelectionOptions, asked: readonly string[]): string {
  const who = [...(provider === undefined ? [] : [`-p ${provider}`]), ...(model === undefined ? [] : [`-m ${model}`])].join(' ');
  return [who, asked.join(', ')].filter((text) => text !== '').join(' with ');
}

/**
 * Selects by what the command line says. A provider that is named is asked on purpose, working or not, and for any model: its
 * own upstream may have more than it lists.
 *
 * @param needs flags that the request itself asks for
 * @param limits what else a model must be, and what is known of models from elsewhere
 * @throws UsageError for a flag that there is not
 */
export function select({ providers }: Discovery, options: SelectionOptions, needs: ProviderFlags = {}, limits: Limits = {}): Selection {
  const { minContext, maxPrice, local, catalogue } = limits;
  const flags = { ...checkFlags(options.require ?? [], providers), ...needs, ...(local === undefined ? {} : { local }) };
  const asked = askedFor(options, [
    ...Object.keys(flags),
    ...(minContext === undefined ? [] : [`a context of ${minContext} tokens`]),
    ...(maxPrice === undefined ? [] : [`at most $${maxPrice} a million tokens`]),
  ]);
  const query = { ...flags, minContext, maxPrice };
  const { provider: id, model } = options;
  if (id === undefined) {
    const explanations = createRegistry(providers, { catalogue }).explain({ ...query, model });
    return { choices: explanations.filter(matches), explanations, asked };
  }
  const named = providers.filter((provider) => provider.id === id);
  const registry = createRegistry(named, { catalogue });
  const isListed = model !== undefined && registry.explain({ model, working: 'any' }).some(matches);
  const explanations = registry.explain({ working: 'any', ...query, model: isListed ? model : undefined });
  const choices = explanations.filter(matches).map(({ provider, model: best }) => ({ provider, model: model === undefined || isListed ? best : model }));
  return { choices, explanations, asked };
}

/** Nobody has the name: what it may have been meant to be. */
function hint(name: string, known: readonly string[]): readonly string[] {
  const close = closest(name, known);
  return close.length === 0 ? [] : [`  did you mean ${close.join(' or ')}?`];
}

const namesOf = ({ models, aliases = {} }: AsyncGeneratorProvider): string[] => [...models.map(modelId), ...Object.keys(aliases)];

/** The error for a selection that found nobody: everybody, and why not. */
export function noProvider({ explanations, asked }: Selection, { provider: id, model }: SelectionOptions, { providers, failed }: Discovery): ProviderError {
  const lines: string[] = [];
  const ids = providers.map((provider) => provider.id);
  if (id !== undefined && explanations.length === 0) {
    lines.push(`there is no provider ${JSON.stringify(id)}; ${ids.length === 0 ? 'none was found' : `there are ${ids.join(', ')}`}`, ...hint(id, ids));
  } else {
    lines.push(`no provider ${asked === '' ? 'is working' : `for ${asked}`}`, ...explanations.map((each) => `  ${each.provider.id}: ${verdictOf(each)}`));
    const isUnknown = explanations.every(({ reasons }) => reasons.some(({ code }) => code === 'model'));
    if (model !== undefined && isUnknown) lines.push(...hint(model, providers.flatMap(namesOf)));
  }
  const broken = failed.filter(({ packageName }) => packageName !== undefined);
  if (broken.length > 0) lines.push(`  ${broken.length} failed to load: g4f providers tells why`);
  return new ProviderError(lines.join('\n'), { code: 'no-provider' });
}
