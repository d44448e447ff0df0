import { defineProvider, ProviderError, type ExtraInit, type Model, type WireAnswer } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import { anthropicMessages, anthropicMessagesOptions, anthropicMessagesWarnings } from '@g4f/wires/anthropic-messages';
import { listModels } from './list-models.ts';
import { models as known } from './models.ts';
import { raiseForStatus } from './raise-for-status.ts';

/** Where Anthropic's own API is. */
const home = 'https://api.anthropic.com';

/** A service that speaks Anthropic's Messages API. */
export interface AnthropicOptions<Id extends string = string, Models extends readonly [Model, ...Model[]] = readonly [Model, ...Model[]]> {
  /** A key, or a token of a gateway: the service takes either as a bearer. @default none: `apiKeys[id]` of a call */
  readonly apiKey?: string | undefined;
  /** Without `/v1/messages`. @default 'https://api.anthropic.com' */
  readonly baseURL?: string | undefined;
  /** The version of the API, for the header `anthropic-version`. @default '2023-06-01' */
  readonly version?: string | undefined;
  /** Names of betas that every request takes part in, for the header `anthropic-beta`. @default none */
  readonly betas?: readonly string[] | undefined;
  /**
   * Headers of every request. `x-api-key` is for a service that takes its key there: it stands in for `apiKey`, and so does `authorization`.
   * They never show in an error. @default none
   */
  readonly headers?: { readonly [name: string]: string } | undefined;
  /** The first is the default. @default those of Anthropic's own API */
  readonly models?: Models | undefined;
  /** @default 'anthropic' */
  readonly id?: Id | undefined;
}

/** A header of several names; none where there are none. */
const betaHeader = (betas: readonly string[]): { readonly 'anthropic-beta'?: string } => (betas.length === 0 ? {} : { 'anthropic-beta': [...new Set(betas)].join(',') });

/**
 * Makes a provider of Anthropic's API, or of any service that speaks it.
 *
 * @throws TypeError for a `baseURL` that is not an address
 * @example
 * const anthropic = createAnthropic({ apiKey: 'sk-ant-…' });
 */
export function createAnthropic<const Id extends string = 'anthropic', const Models extends readonly [Model, ...Model[]] = typeof known>({
  apiKey,
  baseURL = home,
  version = '2023-06-01',
  betas = [],
  headers = {},
  models,
  id,
}: AnthropicOptions<Id, Models> = {}) {
  const { href } = new URL(baseURL);
  const base = href.replace(/\/+$/, '');
  // A header has one name, however it is written.
  const own = Object.fromEntries(Object.entries(headers).map(([header, value]) => [header.toLowerCase(), value]));
  const hasKeyHeader = Object.hasOwn(own, 'authorization') || Object.hasOwn(own, 'x-api-key');
  // What is inferred where no id or no models are given.
  const name = id ?? ('anthropic' as Id);

  /**
   * The headers of every request. A call's own key wins over that of the provider, and goes where that is.
   *
   * @see https://platform.claude.com/docs/en/manage-claude/authentication
   */
  const headersFor = ({ apiKey: key = apiKey ?? '' }: ExtraInit): { readonly [header: string]: string } => {
    if (key === '' && !hasKeyHeader) {
      throw new ProviderError(`no key: set ANTHROPIC_API_KEY, give apiKeys[${JSON.stringify(name)}] with the call, or createAnthropic({ apiKey })`, { code: 'unauthorized', provider: name });
    }
    const keyHeader = Object.hasOwn(own, 'x-api-key') ? { 'x-api-key': key } : { authorization: `Bearer ${key}` };
    return { 'anthropic-version': version, ...own, ...(key !== '' && keyHeader) };
  };

  const relay = async (path: string, body: object, init: ExtraInit): Promise<WireAnswer> => {
    // It must outlive this function: the body is read later, and leaving it closes its connection.
    const session = new StreamSession({ ...init, headers: { ...headersFor(init), ...betaHeader(betas) } });
    return session.post(`${base}${path}`, { json: body });
  };

  return defineProvider(
    {
      id: name,
      url: base,
      models: models ?? (known as readonly [Model, ...Model[]] as Models),
      working: Boolean(apiKey) || hasKeyHeader,
      needsAuth: !hasKeyHeader,
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
      const asked = anthropicMessagesOptions(request, context).betas ?? [];
      await using session = new StreamSession({ ...init, headers: { ...headersFor(init), ...betaHeader([...betas, ...asked]) } });
      const body = anthropicMessages.encodeRequest(request, context);
      yield anthropicMessagesWarnings(request, context);
      const response = await session.post(`${base}/v1/messages`, { json: body });
      await raiseForStatus(response, init);
      // Some servers answer in one piece, though a stream was asked for.
      if (response.mediaType === 'application/json') {
        yield anthropicMessages.decodeAnswer(await response.json(), context);
        return;
      }
      const decoder = anthropicMessages.createDecoder(context);
      for await (const events of response.iterEventBatches()) {
        yield decoder.push(events);
        // An error behind what was yielded is thrown now, not when more bytes come.
        decoder.push([]);
      }
      yield decoder.end();
    },
    {
      settings: ['temperature', 'topP', 'maxTokens', 'toolChoice', 'reasoningEffort'],
      secrets: [apiKey, ...Object.values(headers)],
      async listModels(init) {
        await using session = new StreamSession({ ...init, headers: headersFor(init) });
        return await listModels(session, `${base}/v1/models`);
      },
      wires: {
        [anthropicMessages.name]: (body, init) => relay('/v1/messages', body, init),
        // The same without an answer: what comes back is a number.
        'anthropic-count-tokens': (body, init) => relay('/v1/messages/count_tokens', body, init),
      },
    },
  );
}

/** Anthropic's own API, without a key: `apiKeys.anthropic` of a call, or a plugin that finds `ANTHROPIC_API_KEY`, gives it one. */
export const anthropic = createAnthropic();
