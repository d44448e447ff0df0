import type { Registry } from '@g4f/registry';
import type { GatewaySettings } from './schema.ts';

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(' nor ');

/**
 * Names of a configuration that lead to nobody, each in a line for whoever runs the gateway. They are no mistake by themselves: a service
 * may be away that says which models it has.
 */
export function idleAliases(registry: Registry, { routes = [] }: Pick<GatewaySettings, 'routes'>): readonly string[] {
  const known = new Set(registry.providers.map(({ id }) => id));
  return Object.entries(registry.aliases).flatMap(([name, models]) => {
    if (registry.explain({ model: name, working: 'any' }).some(({ chosen }) => chosen)) return [];
    const within = models.map((model) => model.slice(0, Math.max(model.indexOf('/'), 0))).filter((id) => id !== '' && !known.has(id) && JSON.stringify(routes).includes(JSON.stringify(id)));
    const cure = within.length === 0 ? '' : `; ${within.join(', ')} is asked through its route alone, so write the model without it, or the route in its place`;
    return [`the alias ${JSON.stringify(name)} leads to nobody: there is no ${quoted(models)}${cure}`];
  });
}
