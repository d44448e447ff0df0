import type { AsyncGeneratorProvider, Flag, ProviderFlags } from '@g4f/core';

/**
 * What a provider must be able to do to be chosen: one property for each flag that matters, and the rest left out.
 *
 * `true` asks for a declared "yes". `false` asks for anything but a declared "yes": a flag that is absent counts as no, so
 * `needsAuth: false` finds every provider that does not say that it needs a key. Where one model differs from its provider, the
 * model's own word counts.
 *
 * @example
 * registry.resolve({ model: 'gpt-3.5-turbo', supportsMessageHistory: true, needsAuth: false });
 */
export type Query<Name extends string = string> = Omit<ProviderFlags, 'working'> & {
  /**
   * The id of a model, an alias, or `provider/model`: split at the first slash, and only where the left part is the id of a
   * registered provider. A provider that is named is the only candidate, and is also taken for a model that it does not list if it
   * asks its upstream for models (`listModels`).
   * @default any model
   */
  readonly model?: Name | undefined;
  /** `'any'` to choose among the dead ones too; `false` for those alone. @default true */
  readonly working?: boolean | 'any' | undefined;
  /**
   * `'allow'`: a wanted flag that is not declared passes; only a declared "no" leaves a candidate out. `working` is not meant:
   * it must be declared either way, and only `working: 'any'` says otherwise.
   * @default 'deny'
   */
  readonly undeclared?: 'allow' | 'deny' | undefined;
};

type IsWorkingWanted<Q> = 'working' extends keyof Q ? ([Q['working']] extends [true | undefined] ? true : false) : true;
type IsStrict<Q> = 'undeclared' extends keyof Q ? ([Q['undeclared']] extends ['deny' | undefined] ? true : false) : true;

/** The flags that a query asks for, each as `true`; `working` among them unless the query says otherwise. */
export type Wanted<Q> = {
  readonly [K in Flag as K extends 'working' ? (IsWorkingWanted<Q> extends true ? K : never) : K extends keyof Q ? (Q[K] extends true ? K : never) : never]: true;
};

/** What a provider's type says of a flag, its models' own words included. */
type Says<P, K> =
  | (K extends keyof P ? P[K] : undefined)
  | (P extends { readonly models: readonly (infer M)[] } ? (M extends string ? never : K extends keyof M ? M[K] : never) : never);

type Lacking<P, W> = { readonly [K in keyof W]: true extends Says<P, K> ? never : K }[keyof W];
type Refused<P, W> = { readonly [K in keyof W]: [Says<P, K>] extends [false] ? K : never }[keyof W];
type Granted<P, W> = { readonly [K in keyof W as K extends keyof P ? (true extends P[K] ? K : never) : never]: true };

/** The providers of `P` that can have what `W` wants, with the wanted flags granted. Those known to lack one drop out. */
export type With<P, W> = P extends unknown ? ([Lacking<P, W>] extends [never] ? P & Granted<P, W> : never) : never;

/** As {@link With}, where flags that are not declared pass: only a declared "no" drops a provider, and nothing is granted. */
type WithUndeclared<P, W> = P extends unknown ? ([Refused<P, W>] extends [never] ? P : never) : never;

/** What a query finds among the providers `P`. */
export type Selected<P extends AsyncGeneratorProvider, Q> =
  IsStrict<Q> extends true ? With<P, Wanted<Q>> : With<WithUndeclared<P, Omit<Wanted<Q>, 'working'>>, Pick<Wanted<Q>, Extract<keyof Wanted<Q>, 'working'>>>;
