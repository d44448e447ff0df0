import type { Caller } from '../access.ts';

/**
 * Whether a caller may ask for a model, by the name that a client gave. Whoever may not ask for every model must name one.
 *
 * @example
 * const isAllowed = allowsModel({ models: ['openai/*', 'gpt-4o-mini'] }, 'openai/gpt-4o');
 */
export function allowsModel({ models }: Pick<Caller, 'models'>, model: string | undefined): boolean {
  if (models === undefined) return true;
  return models.some((pattern) => pattern === '*' || (model !== undefined && (pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern)));
}
