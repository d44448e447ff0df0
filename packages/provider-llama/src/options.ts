import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { showProgress, type OnProgress } from './progress.ts';

/** What {@link createLlama} takes. */
export interface LlamaOptions {
  /**
   * Another model: the path of a GGUF file, or its address (`https:`, `file:`, or `hf:owner/repository/file.gguf`, with `#revision`
   * at the end if it is not `main`).
   * @default SmolLM2-135M-Instruct, downloaded once
   */
  readonly model?: string | undefined;
  /** Where downloads are kept. @default `g4f/models` in the cache directory of the platform */
  readonly cacheDirectory?: string | undefined;
  /** Downloads nothing: a model that is not at hand fails at once as `missing-dependency`. @default false */
  readonly offline?: boolean | undefined;
  /** The Hugging Face to ask, for mirrors. @default 'https://huggingface.co' */
  readonly endpoint?: string | undefined;
  /** What computes; `'auto'` takes a graphics card that the installed engine can use, else the processor. @default 'auto' */
  readonly gpu?: 'auto' | 'metal' | 'cuda' | 'vulkan' | false | undefined;
  /**
   * Tokens of prompt and answer together, if the model was trained for as many. The standard model takes 90 MB
   * of memory for 4096, for each of the answers that are written at a time.
   * @default 4096
   */
  readonly contextSize?: number | undefined;
  /** Threads that compute on the processor. @default one fewer than there are cores, one at least and four at most */
  readonly threads?: number | undefined;
  /** Milliseconds that the model stays in memory after the last call. It keeps no process alive. @default 300_000 */
  readonly keepLoaded?: number | undefined;
  /** Told about downloads. @default a bar on stderr; two lines where that is no terminal */
  readonly onProgress?: OnProgress | undefined;
  /** The environment in which npm, pip or uv runs. @default that of the process */
  readonly env?: { readonly [name: string]: string | undefined } | undefined;
}

/** {@link LlamaOptions} with nothing left open but the model. */
export type SettledOptions = { readonly [K in Exclude<keyof LlamaOptions, 'model'>]-?: NonNullable<LlamaOptions[K]> } & { readonly model: string | undefined };

/** An environment variable that is empty says nothing. */
const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** Fills in the defaults: their one home. */
export function settleOptions(options: LlamaOptions): SettledOptions {
  return {
    model: given(options.model),
    cacheDirectory: options.cacheDirectory ?? join(envPaths('g4f', { suffix: '' }).cache, 'models'),
    offline: options.offline ?? false,
    endpoint: (given(options.endpoint) ?? 'https://huggingface.co').replace(/\/+$/, ''),
    gpu: options.gpu ?? 'auto',
    contextSize: options.contextSize ?? 4096,
    threads: options.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1)),
    keepLoaded: options.keepLoaded ?? 300_000,
    onProgress: options.onProgress ?? showProgress(process.stderr),
    env: options.env ?? process.env,
  };
}
