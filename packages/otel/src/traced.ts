import { defineProvider, flags, modelId, settings, type AsyncGeneratorProvider, type AuthorInit, type AuthorRequest, type Part, type RunInit } from '@g4f/core';
import { startCall } from './call.ts';
import { lazyTelemetry, type TelemetryOptions } from './telemetry.ts';

/** What {@link traced} may be told. */
export interface TracedOptions extends TelemetryOptions {
  /** Also records what is said, by both sides: prompts and answers, which may be private. @default false */
  readonly captureContent?: boolean | undefined;
  /** It is a route: its span is `internal`, has no server, and names a model only where the request does. @default false */
  readonly isRoute?: boolean | undefined;
}

/** Stands for no model in particular: the provider itself knows which it takes then. */
const ownDefault = 'its first model';
/** The clock of the provider itself counts: this one is around it, and knows nothing of its deadlines. */
const noDeadlines = { connect: false, firstByte: false, idle: false, total: false } as const;

/** What runs a call inside, as it runs outside. */
function innerInit({ signal, timeout, proxy, dispatcher, apiKeys, context, touch }: AuthorInit): RunInit {
  return {
    signal,
    timeout,
    proxy,
    dispatcher,
    apiKeys,
    context,
    onStage: (stage) => {
      touch(stage === 'preparing' ? stage : 'delegated');
    },
  };
}

/**
 * The same provider, each call of which is a span by OpenTelemetry's conventions for generative AI (`chat {model}`), and is counted in the
 * metrics `gen_ai.client.operation.duration`, `gen_ai.client.operation.time_to_first_chunk` and `gen_ai.client.token.usage`. It nests as
 * routes do: a traced member of a traced route has its span below the route's.
 *
 * What is said is not recorded unless `captureContent` asks for it. A call that is aborted is no error. Tokens of spans inside are not counted
 * again on the one around them.
 *
 * @example
 * const provider = traced(createOpenAI());
 * for await (const chunk of provider.createAsyncGenerator({ messages })) process.stdout.write(chunk);
 */
export function traced<P extends AsyncGeneratorProvider>(provider: P, options: TracedOptions = {}): P {
  const { captureContent = false, isRoute = false } = options;
  const telemetry = lazyTelemetry(options);

  function stream({ model: asked, ...rest }: AuthorRequest, init: AuthorInit): AsyncIterable<Part> {
    init.touch('delegated');
    const request = { ...rest, model: asked === ownDefault ? undefined : asked };
    const call = startCall({ provider, request, signal: init.signal, captureContent, isRoute, telemetry: telemetry() });
    let source: AsyncIterator<Part, void> | undefined;
    const pull = (): Promise<IteratorResult<Part, void>> => (source ??= provider.createPartGenerator(request, innerInit(init))).next().then(call.note, call.fail);
    const iterator: AsyncIterator<Part, void> = {
      next: () => call.inside(pull),
      async return() {
        try {
          await source?.return?.();
        } finally {
          call.leave();
        }
        return { done: true, value: undefined };
      },
    };
    return { [Symbol.asyncIterator]: () => iterator };
  }

  // What it can take, the provider itself says: inside its span.
  const everything = Object.fromEntries(flags.map((flag) => [flag, true]));
  const { id, url, models } = provider;
  const watched = defineProvider({ ...everything, id, url, models: [ownDefault, ...models.map(modelId)] }, stream, { settings, deadlines: noDeadlines });
  const { createAsync, createAsyncGenerator, createPartGenerator } = watched;
  return Object.freeze({ ...provider, createAsync, createAsyncGenerator, createPartGenerator } satisfies Partial<AsyncGeneratorProvider> & P);
}
