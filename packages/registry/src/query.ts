import type { AsyncGeneratorProvider, ChatRequest, Flag, ProviderFlags } from '@g4f/core';

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
   * @default the model of `for`; else any model
   */
  readonly model?: Name | undefined;
  /** `'any'` to choose among the dead ones too; `false` for those alone. @default true */
  readonly working?: boolean | 'any' | undefined;
  /**
   * The request that is to be answered. What it needs becomes a requirement: flags for its tools, images, files, system message,
   * earlier turns and format, and room for its tokens and for the answer that it allows (`maxTokens`). A flag that it needs must be
   * declared whatever `undeclared` says, since the call would be refused; a limit that nobody knows stands in no one's way.
   * @default nothing is needed but what the query says
   */
  readonly for?: ChatRequest | undefined;
  /** Tokens that the model's context must hold, input and output together. @default any */
  readonly minContext?: number | undefined;
  /**
   * USD per million tokens that neither prompt nor answer may cost more than; `{ input, output }` has a bound for each. `0` asks for
   * what is free. Prices are those of a catalogue, for short prompts that no cache knows.
   * @default any
   */
  readonly maxPrice?: number | { readonly input?: number | undefined; readonly output?: number | undefined } | undefined;
  /**
   * `true` leaves out what was observed not to answer, `false` takes that alone. What was not looked at yet counts as healthy. Needs a
   * registry that was given `health`.
   * @default either
   */
  readonly healthy?: boolean | undefined;
  /**
   * `'allow'`: a wanted flag that is not declared passes, and so does a context or a price that nobody knows; only a known "no" leaves a
   * candidate out. `working` is not meant: it must be declared either way, and only `working: 'any'` says otherwise.
   * @default 'deny'
   */
  readonly undeclared?: 'allow' | 'deny' | undefined;
};

/** The model that a query asks for. */
export const modelOf = ({ model, for: request }: Query): string | undefined => model ?? request?.model;

type IsWorkingWanted<Q> = 'working' extends keyof Q ? ([Q['working']] extends [true | undefined] ? true : false) : true;
type IsStrict<Q> = 'undeclared' extends keyof Q ? ([Q['undeclared']] extends ['deny' | undefined] ? true : false) : true;

/**
 * The flags that a query asks for, each as `true`; `working` among them unless the query says otherwise. `local` is not, as a registry
 * reads it off an address that the types do not know.
 */
export type Wanted<Q> = {
  readonly [K in Exclude<Flag, 'local'> as K extends 'working' ? (IsWorkingWanted<Q> extends true ? K : never) : K extends keyof Q ? (Q[K] extends true ? K : never) : never]: true;
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
