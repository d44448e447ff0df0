/**
 * Why a candidate was not chosen.
 *
 * - `provider`: the query names another one. `model`: it does not have the model. `order`: it matches, but comes after the chosen one.
 * - `working`: what it says of that is not what was asked for.
 * - `flag`: a flag that the query asks for stands in the way; `declared` is what is known of it, `undefined` for nothing.
 * - `need`: the request itself asks for a flag: `what` in it, in words.
 * - `context`: it does not hold so many tokens, or nobody knows. `limit` says which of its limits is meant.
 * - `price`: tokens of that kind cost more than `wanted`, USD per million, or nobody knows.
 * - `health`: it was observed to be in the state that was not asked for.
 * - `local`: it runs on this machine, or elsewhere, or nobody knows (`declared`).
 */
export type Reason =
  | { readonly code: 'provider' | 'model' | 'working' | 'order'; readonly message: string }
  | { readonly code: 'flag'; readonly flag: string; readonly declared: boolean | undefined; readonly message: string }
  | { readonly code: 'need'; readonly flag: string; readonly what: string; readonly declared: boolean | undefined; readonly message: string }
  | { readonly code: 'context'; readonly limit: 'context' | 'input' | 'output'; readonly wanted: number; readonly known: number | undefined; readonly message: string }
  | { readonly code: 'price'; readonly tokens: 'input' | 'output'; readonly wanted: number; readonly known: number | undefined; readonly message: string }
  | { readonly code: 'health'; readonly healthy: boolean | undefined; readonly message: string }
  | { readonly code: 'local'; readonly declared: boolean | undefined; readonly message: string };
