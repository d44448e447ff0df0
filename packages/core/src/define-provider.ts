import { checkRequest, warningsFor, type AuthorRequest } from './check-request.ts';
import { isContent } from './content.ts';
import { resolveDeadlines } from './deadlines.ts';
import { guard, type GuardedCall } from './guard.ts';
import type { AuthorInit, Deadlines, ExtraInit, RunInit, Stage } from './init.ts';
import type { Chunk, Part } from './part.ts';
import { contract, type AsyncGeneratorProvider, type Model, type ProviderInfo, type WireAnswer, type WireRelay } from './provider.ts';
import { createRedact, credentialsOf } from './redact.ts';
import type { ChatRequest, Setting } from './request.ts';
import { toProviderError } from './to-provider-error.ts';
import type { View } from './view.ts';

/** Makes each property that `Shape` does not have an error: a misspelt flag does not compile. */
export type Only<T, Shape> = { readonly [K in Exclude<keyof T, keyof Shape>]: never };

/**
 * The author's generator: sends the request, yields what comes. Text, parts, or **an array of either, one network chunk's worth,
 * which is the fast way**. Throw a `ProviderError` for what went wrong; core adds deadlines, abort, cleanup and the final `finish`.
 */
export type StreamFunction = (request: AuthorRequest, init: AuthorInit) => AsyncIterable<Chunk | readonly Chunk[]>;

/** What a provider can do besides streaming, as its author writes it. What it throws becomes a `ProviderError`. */
export interface AuthorExtras {
  /** Asks upstream which models there are. */
  readonly listModels?: ((init: ExtraInit) => Promise<readonly Model[]>) | undefined;
  /** Sends a body of one wire as it is: by the wire's name, for example `openai-chat`. The session must outlive the body. */
  readonly wires?: { readonly [wire: string]: (body: object, init: ExtraInit) => Promise<WireAnswer> } | undefined;
}

/** What a provider may say besides its info and its generator. */
export interface DefineOptions extends AuthorExtras {
  /** Settings of a request that this wire carries; any other that is asked for yields a `warning` part. @default none */
  readonly settings?: readonly Setting[] | undefined;
  /** This provider's own deadlines, where the caller says nothing. */
  readonly deadlines?: Deadlines | undefined;
  /** Values that must never show in an error: passwords and keys given when the provider was created. */
  readonly secrets?: readonly (string | null | undefined)[] | undefined;
}

const idPattern = /^[a-z0-9][a-z0-9._-]*$/;

function checkInfo({ id, url, models }: ProviderInfo): void {
  if (!idPattern.test(id)) throw new TypeError(`provider id ${JSON.stringify(id)}: use lower-case letters, digits, ".", "_" and "-"`);
  if (typeof url !== 'string') throw new TypeError(`provider ${id}: url must be a text`);
  if (!Array.isArray(models) || models.length === 0) throw new TypeError(`provider ${id}: models must name at least one model`);
}

const asText = (chunk: Chunk): string | undefined => (typeof chunk === 'string' ? chunk : chunk.type === 'text' && chunk.text !== '' ? chunk.text : undefined);
const textView: View<string> = { show: asText, isContent: (chunk) => asText(chunk) !== undefined };
const partView: View<Part> = { show: (chunk) => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk), isContent };

/** Runs a call to its end, without a promise for each chunk. */
async function collect(call: GuardedCall): Promise<string> {
  let text = '';
  const show = (chunk: Chunk): undefined => {
    text += asText(chunk) ?? '';
  };
  await guard(call, { show, isContent: textView.isContent }).next();
  return text;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Every text that a request's messages hold, for striking out. The request may be anything yet. */
function contentsOf(request: ChatRequest): string[] {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (isText(value)) texts.push(value);
    else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      for (const [key, inner] of Object.entries(value)) if (key !== 'role' && key !== 'type') collect(inner);
    }
  };
  collect((request as Partial<ChatRequest> | null | undefined)?.messages);
  return texts;
}

/** Moves the clock, and tells each stage once as it is entered. */
function telling(count: AuthorInit['touch'], onStage: (stage: Stage) => void): AuthorInit['touch'] {
  let current: Stage | undefined;
  return (stage) => {
    count(stage);
    if (stage === current) return;
    current = stage;
    onStage(stage);
  };
}

/** An answer of an author, which may make its headers when they are asked for, with what strikes its keys out. */
class Relayed implements WireAnswer {
  readonly #answer: WireAnswer;
  readonly redact: (text: string) => string;

  constructor(answer: WireAnswer, redact: (text: string) => string) {
    this.#answer = answer;
    this.redact = redact;
  }

  get status(): number {
    return this.#answer.status;
  }

  get headers(): Headers {
    return this.#answer.headers;
  }

  get mediaType(): string | undefined {
    return this.#answer.mediaType;
  }

  get body(): AsyncIterable<Uint8Array> {
    return this.#answer.body;
  }
}

function relaysOf(wires: NonNullable<AuthorExtras['wires']>, extra: <T>(run: (init: ExtraInit) => Promise<T>, init?: RunInit) => Promise<T>): { readonly [wire: string]: WireRelay } {
  const relay = async (sent: Promise<WireAnswer>, { redact }: ExtraInit): Promise<WireAnswer> => {
    return new Relayed(await sent, redact);
  };
  return Object.fromEntries(Object.entries(wires).map(([wire, send]) => [wire, (body: object, init?: RunInit) => extra((given) => relay(send(body, given), given), init)]));
}

/**
 * Makes a provider of what is known about it and one async generator.
 *
 * @throws TypeError for an info that no registry could hold
 * @example
 * export const echo = defineProvider(
 *   { id: 'echo', url: 'https://example.com', models: ['parrot'], working: true },
 *   async function* ({ messages }) {
 *     yield `You said: ${JSON.stringify(messages.at(-1)?.content)}`;
 *   },
 * );
 */
export function defineProvider<const Info extends ProviderInfo>(
  info: Info & Only<Info, ProviderInfo>,
  stream: StreamFunction,
  options: DefineOptions = {},
): AsyncGeneratorProvider<Info> {
  checkInfo(info);
  const { settings = [], deadlines: own, secrets = [], listModels, wires } = options;
  const provider = info.id;

  const redactFor = ({ apiKeys = {}, proxy }: RunInit, request?: ChatRequest): ((text: string) => string) => {
    let strike: ((text: string) => string) | undefined;
    return (text) => {
      strike ??= createRedact([...secrets, ...Object.values(apiKeys), ...credentialsOf(proxy)].filter(isText), request === undefined ? [] : contentsOf(request));
      return strike(text);
    };
  };
  /** What of a call the author is handed, whatever it is for. */
  const shared = ({ timeout, apiKeys = {}, proxy, dispatcher, context }: RunInit) => ({
    timeout,
    deadlines: resolveDeadlines(timeout, own),
    apiKey: Object.hasOwn(apiKeys, provider) ? apiKeys[provider] : undefined,
    apiKeys,
    provider,
    proxy,
    dispatcher,
    context,
  });

  const call = (request: ChatRequest, init: RunInit = {}): GuardedCall => {
    const { signal, onStage } = init;
    const redact = redactFor(init, request);
    return {
      signal,
      open() {
        const checked = checkRequest(info, request);
        const given = shared(init);
        return {
          deadlines: given.deadlines,
          stop: checked.stop ?? [],
          warnings: warningsFor(checked, settings),
          stream(inner, count) {
            const touch = onStage === undefined ? count : telling(count, onStage);
            return stream(checked, { ...given, signal: inner, touch, redact });
          },
        };
      },
      toError: (error, hasContent) => toProviderError(error, { provider, hasContent, redact }),
    };
  };

  /** Runs what streams no answer: the caller's abort reason comes out untouched, and all else as a `ProviderError`. */
  const extra = async <T>(run: (init: ExtraInit) => Promise<T>, init: RunInit = {}): Promise<T> => {
    const { signal = new AbortController().signal } = init;
    const redact = redactFor(init);
    try {
      signal.throwIfAborted();
      return await run({ ...shared(init), signal, redact });
    } catch (error) {
      if (signal.aborted && error === signal.reason) throw error;
      throw toProviderError(error, { provider, hasContent: false, redact });
    }
  };

  return Object.freeze({
    ...info,
    contract,
    ...(listModels === undefined ? {} : { listModels: (init?: RunInit) => extra(listModels, init) }),
    ...(wires === undefined ? {} : { wires: relaysOf(wires, extra) }),
    createAsyncGenerator: (request: ChatRequest, init?: RunInit) => guard(call(request, init), textView),
    createPartGenerator: (request: ChatRequest, init?: RunInit) => guard(call(request, init), partView),
    createAsync: (request: ChatRequest, init?: RunInit) => collect(call(request, init)),
  });
}
