import type { Provider, ProviderModel } from '../api/providers.ts';

/** What models are filtered by. */
export const abilities = ['supportsImages', 'supportsTools', 'supportsReasoning', 'supportsStructuredOutput', 'supportsFiles', 'local', 'free'] as const;

/** Something that a model, or its provider, can do or is. */
export type Ability = (typeof abilities)[number];

/** A model that can be asked for. */
export interface ModelOption {
  /** What the gateway is asked for: `provider/model`, or empty for whoever can. */
  readonly value: string;
  readonly provider: string;
  readonly model: string;
  readonly abilities: ReadonlySet<Ability>;
  /** USD for a million tokens. */
  readonly price: { readonly input?: number; readonly output?: number } | undefined;
  /** Tokens. */
  readonly contextWindow: number | undefined;
  /** Whether its circuit is open: it failed lately, and is left alone for a while. */
  readonly isResting: boolean;
}

/** A provider's flag holds for its models, but for one that says otherwise. */
function isAble(ability: Ability, { flags, local }: Provider, model: ProviderModel): boolean {
  if (ability === 'local') return local === true;
  if (ability === 'free') return flags['needsAuth'] !== true;
  return (model[ability] ?? flags[ability]) === true && model.facts?.[ability] !== false;
}

function optionOf(provider: Provider, model: ProviderModel): ModelOption {
  const { input, output } = model.facts?.price ?? {};
  return {
    value: `${provider.id}/${model.id}`,
    provider: provider.id,
    model: model.id,
    abilities: new Set(abilities.filter((ability) => isAble(ability, provider, model))),
    price: input === undefined && output === undefined ? undefined : { ...(input !== undefined && { input }), ...(output !== undefined && { output }) },
    contextWindow: model.contextWindow ?? model.facts?.contextWindow,
    isResting: model.health?.circuit === 'open',
  };
}

/** Every model of those who can be asked. */
export function modelOptions(providers: readonly Provider[]): readonly ModelOption[] {
  return providers.filter(({ working }) => working).flatMap((provider) => provider.models.map((model) => optionOf(provider, model)));
}

/** Whether what is asked for may take something, as far as that is known: whoever can is chosen by the gateway. */
export function mayTake(ability: Ability, value: string, options: readonly ModelOption[]): boolean {
  const known = options.find((option) => option.value === value);
  return known === undefined ? options.some((option) => (value === '' || option.model === value) && option.abilities.has(ability)) : known.abilities.has(ability);
}
