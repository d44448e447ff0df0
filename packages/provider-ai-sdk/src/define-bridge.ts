import { defineProvider, flagOf, ProviderError, settings, type AsyncGeneratorProvider, type AuthorInit, type AuthorRequest, type Message, type Model, type Part } from '@g4f/core';
import { commonFlags, type BridgeOptions, type CallHeaders } from './bridge-options.ts';
import { encodeCall, encodeWarnings } from './encode-call.ts';
import { encodePrompt } from './encode-prompt.ts';
import { optionsName, type LanguageModelLike, type StreamResultLike } from './language-model.ts';
import { isLoose } from './loose.ts';
import { createPartDecoder } from './part-decoder.ts';
import { toFailure } from './to-failure.ts';

/** A bridge with nothing left open. */
export interface Bridge extends BridgeOptions {
  readonly id: string;
  readonly models: readonly [Model, ...Model[]];
  /** Makes the SDK's model of one of our ids. May throw, as the SDK's providers do. */
  readonly modelOf: (id: string) => LanguageModelLike;
}

const oldVersions: readonly string[] = ['v2', 'v3'];

const hasAddress = (messages: readonly Message[]): boolean =>
  messages.some(({ content }) => typeof content === 'object' && content.some((part) => (part.type === 'image' || part.type === 'file') && part.data instanceof URL));

function unsupported(message: string): never {
  throw new ProviderError(message, { code: 'unsupported' });
}

/** Refuses what runs a call elsewhere and cannot here: the SDK's model opens its connections itself. */
function checkInit({ proxy, dispatcher, apiKey }: AuthorInit, headers: BridgeOptions['headers']): void {
  if (dispatcher !== undefined) unsupported('the AI SDK opens its own connections and takes no dispatcher; give its provider a `fetch` that uses one');
  if (proxy !== undefined && proxy !== '') unsupported('the AI SDK opens its own connections and takes no proxy; give its provider a `fetch` that uses one');
  if (apiKey !== undefined && typeof headers !== 'function') unsupported('the AI SDK’s model has the key that it was made with; to take one by call, say in `headers` how it is sent');
}

function headersFor(headers: BridgeOptions['headers'], apiKey: string | undefined): CallHeaders | undefined {
  return typeof headers === 'function' ? headers(apiKey) : headers;
}

/** Services answer a browser that they do not trust with a page, and with status 200. */
async function refusePage({ stream, response }: StreamResultLike): Promise<void> {
  const type = Object.entries(response?.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (type?.startsWith('text/html') !== true) return;
  await stream.cancel();
  throw new ProviderError('a page came in place of an answer; the service wants a browser, or another network', { code: 'blocked' });
}

async function* ask(bridge: Bridge, request: AuthorRequest, init: AuthorInit): AsyncGenerator<readonly Part[], void, undefined> {
  const { id, models, modelOf, headers, flags = {}, requiresFinishReason = true } = bridge;
  checkInit(init, headers);
  const model = modelOf(request.model);
  const isBeforeV4 = oldVersions.includes(model.specificationVersion);
  const context = {
    id,
    isBeforeV4,
    optionsName: optionsName(model),
    supportsReasoning: flagOf({ ...flags, id, url: '', models }, request.model, 'supportsReasoning') === true,
    supportedUrls: hasAddress(request.messages) ? await model.supportedUrls : {},
  };
  const call = encodeCall(request, encodePrompt(request.messages, context), { id, isBeforeV4, signal: init.signal, headers: headersFor(headers, init.apiKey) });
  // The shape is that of the model's own version; which one is known only now.
  const result = await model.doStream(call as never);
  await refusePage(result);
  const decoder = createPartDecoder({ id, requiresFinishReason, warnings: encodeWarnings(request, isBeforeV4) });
  const reader = result.stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const parts = decoder.push(value);
      if (parts.length > 0) yield parts;
      else if (isSignOfLife(value)) init.touch('bytes');
    }
    yield decoder.end();
  } finally {
    reader.cancel().catch(() => undefined); // whatever is left of the stream is nobody's any more
  }
}

/** `stream-start` is there before the first byte of the body. */
const isSignOfLife = (part: unknown): boolean => isLoose(part) && part['type'] !== 'stream-start';

/** Makes a provider of models of the AI SDK. */
export function defineBridge(bridge: Bridge): AsyncGeneratorProvider {
  const { id, models, url = 'https://ai-sdk.dev/providers', flags = {}, secrets, deadlines } = bridge;
  return defineProvider(
    { ...commonFlags, ...flags, id, url, models },
    async function* (request, init) {
      try {
        yield* ask(bridge, request, init);
      } catch (error) {
        throw toFailure(error);
      }
    },
    { settings, secrets, deadlines },
  );
}
