import type { Model, ProviderFlags, Setting } from '@g4f/core';
import type { OpenaiChatDialect } from '@g4f/wires/openai-chat';
import type { OpenAICompatibleOptions } from './options.ts';

/** A service that is known: where it is, what its models can do, and where it differs. Plain data. */
export interface Preset {
  /** Without `/chat/completions`. */
  readonly baseURL: string;
  /** The environment's variable for another address. @default none */
  readonly baseURLVariable?: string | undefined;
  /** The customary variable of its key. */
  readonly keyVariable: string;
  /** It runs on this machine and needs no key. @default false */
  readonly isLocal?: boolean | undefined;
  /** What its list of models names as their owner, where its port is one that many programs use. @default not looked at */
  readonly owner?: string | undefined;
  /** The first is the default. */
  readonly models: readonly [Model, ...Model[]];
  readonly aliases?: { readonly [name: string]: string } | undefined;
  readonly flags: ProviderFlags;
  /** See {@link OpenAICompatibleOptions.responses}; true of this address alone. @default it is not asked there */
  readonly responses?: OpenAICompatibleOptions['responses'];
  readonly dialect?: OpenaiChatDialect | undefined;
  /** @default all */
  readonly settings?: readonly Setting[] | undefined;
  /** @default `/models` under `baseURL` */
  readonly modelsURL?: string | undefined;
}
