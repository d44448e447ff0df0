import { defineProvider, ProviderError, type ExtraInit, type Model, type Part } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import { encodeGeminiPath, gemini as wire, geminiThinking } from '@g4f/wires/gemini';
import { listModels } from './list-models.ts';
import { models as known } from './models.ts';
import { raiseForStatus } from './raise-for-status.ts';

/** Where Google's own API is. */
const home = 'https://generativelanguage.googleapis.com';

/** A service that speaks the Gemini API. */
export interface GeminiProviderOptions<Id extends string = string, Models extends readonly [Model, ...Model[]] = readonly [Model, ...Model[]]> {
  /** A key of Google AI Studio. @default none: `apiKeys[id]` of a call */
  readonly apiKey?: string | undefined;
  /** Without the version. @default 'https://generativelanguage.googleapis.com' */
  readonly baseURL?: string | undefined;
  /** The version of the API. @default 'v1beta', which alone takes plain JSON schemas */
  readonly version?: string | undefined;
  /** The first is the default. @default those of Google's own API */
  readonly models?: Models | undefined;
  /** @default 'gemini' */
  readonly id?: Id | undefined;
}

/** What a body of the wire asks, with what its address says beside it. */
function readRelayed(body: object): { readonly path: string; readonly json: object } {
  const { model, stream, ...json } = body as { readonly model?: unknown; readonly stream?: unknown };
  if (typeof model !== 'string' || model === '') {
    throw new ProviderError('the body names no model: put it in as `model`, and `stream: false` for an answer in one piece', { code: 'invalid-request' });
  }
  return { path: encodeGeminiPath({ model, isStream: stream !== false }), json };
}

/**
 * Makes a provider of Google's Gemini API, or of any service that speaks it.
 *
 * @throws TypeError for a `baseURL` that is not an address
 * @example
 * const gemini = createGemini({ apiKey: 'AIza…' });
 */
export function createGemini<const Id extends string = 'gemini', const Models extends readonly [Model, ...Model[]] = typeof known>({
  apiKey,
  baseURL = home,
  version = 'v1beta',
  models,
  id,
}: GeminiProviderOptions<Id, Models> = {}) {
  const url = new URL(baseURL).href.replace(/\/+$/, '');
  const base = `${url}/${version}`;
  // What is inferred where no id or no models are given.
  const name = id ?? ('gemini' as Id);

  /** A session with the key of the call, or else that of the provider. It goes in a header: an address ends up in logs. */
  const sessionFor = (init: ExtraInit): StreamSession => {
    const key = init.apiKey ?? apiKey;
    if (key === undefined || key === '') {
      const cure = `set GEMINI_API_KEY, give apiKeys[${JSON.stringify(name)}] with the call, or createGemini({ apiKey })`;
      throw new ProviderError(`no key: ${cure}`, { code: 'unauthorized', provider: name });
    }
    return new StreamSession({ ...init, headers: { 'x-goog-api-key': key } });
  };

  return defineProvider(
    {
      id: name,
      url,
      models: models ?? (known as readonly [Model, ...Model[]] as Models),
      working: Boolean(apiKey),
      needsAuth: true,
      supportsMessageHistory: true,
      supportsSystemMessage: true,
      supportsTools: true,
      supportsImages: true,
      supportsFiles: true,
      supportsStructuredOutput: true,
      supportsReasoning: true,
    },
    async function* (request, init) {
      const context = { provider: name };
      await using session = sessionFor(init);
      const json = wire.encodeRequest(request, context);
      if (request.reasoningEffort !== undefined && geminiThinking(request.model) === 'none') {
        yield { type: 'warning', setting: 'reasoningEffort', message: `${request.model} does not think, and reasoningEffort has no effect` } satisfies Part;
      }
      const response = await session.post(`${base}/${encodeGeminiPath({ model: request.model, isStream: true })}`, { json });
      await raiseForStatus(response);
      // Some servers answer in one piece, though a stream was asked for.
      if (response.mediaType === 'application/json') {
        yield wire.decodeAnswer(await response.json(), context);
        return;
      }
      const decoder = wire.createDecoder(context);
      for await (const events of response.iterEventBatches()) {
        yield decoder.push(events);
        // An error behind what was yielded is thrown now, not when more bytes come.
        decoder.push([]);
      }
      yield decoder.end();
    },
    {
      settings: ['temperature', 'topP', 'maxTokens', 'seed', 'toolChoice', 'reasoningEffort'],
      secrets: [apiKey],
      async listModels(init) {
        await using session = sessionFor(init);
        return await listModels(session, `${base}/models`);
      },
      wires: {
        async [wire.name](body, init) {
          const { path, json } = readRelayed(body);
          // It must outlive this function: the body is read later, and leaving it closes its connection.
          return sessionFor(init).post(`${base}/${path}`, { json });
        },
      },
    },
  );
}

/** Google's own API, without a key: `apiKeys.gemini` of a call, or a plugin that finds `GEMINI_API_KEY`, gives it one. */
export const gemini = createGemini();
