import { defineProvider, settings as allSettings, type AuthorRequest, type Model } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import { createOpenaiChatDecoder, decodeOpenaiChatAnswer, encodeOpenaiChat } from '@g4f/wires/openai-chat';
import { createEndpoint } from './endpoint.ts';
import { raiseForRefusal, tidyFailure } from './failures.ts';
import { listModels } from './list-models.ts';
import type { OpenAICompatibleOptions } from './options.ts';

/** The fields that one call adds, from `options[id]` of its request. Only the ids of the presets are declared, so it is looked up by name. */
function ownFields({ options }: AuthorRequest, id: string): object {
  const own: unknown = options !== undefined && Object.hasOwn(options, id) ? Reflect.get(options, id) : undefined;
  const fields: unknown = typeof own === 'object' && own !== null ? Reflect.get(own, 'extraBody') : undefined;
  return typeof fields === 'object' && fields !== null ? fields : {};
}

/**
 * Makes a provider of any service or local server that speaks OpenAI's Chat Completions. Those that are known are presets: see
 * `createPreset`.
 *
 * @throws TypeError for a `baseURL` that is not an address, or an id that no registry could hold
 * @example
 * const mine = createOpenAICompatible({ id: 'mine', baseURL: 'https://llm.example.com/v1', apiKey: 'secret', models: ['small'], flags: { supportsTools: true } });
 */
export function createOpenAICompatible<const Id extends string, const Models extends readonly [Model, ...Model[]]>(options: OpenAICompatibleOptions<Id, Models>) {
  const { id, baseURL, models, aliases, apiKey, needsAuth, headers = {}, extraBody, dialect, flags, settings = allSettings } = options;
  const endpoint = createEndpoint(options);

  return defineProvider(
    {
      working: true,
      supportsMessageHistory: true,
      supportsSystemMessage: true,
      ...flags,
      ...(needsAuth !== undefined && { needsAuth }),
      id,
      url: baseURL,
      models,
      ...(aliases !== undefined && { aliases }),
    },
    async function* (request, init) {
      const body = { ...encodeOpenaiChat(request, init, dialect), ...extraBody, ...ownFields(request, id) };
      await using session = new StreamSession(endpoint.session(init));
      const response = await session.post(endpoint.chat, { json: body });
      await raiseForRefusal(response, init.redact);
      try {
        // Some servers answer in one piece, though a stream was asked for.
        if (response.mediaType === 'application/json') {
          yield decodeOpenaiChatAnswer(await response.json(), init);
          return;
        }
        const decoder = createOpenaiChatDecoder(init);
        for await (const events of response.iterEventBatches()) {
          yield decoder.push(events);
          // Throws what failed in this chunk after its content.
          decoder.push([]);
        }
        yield decoder.end();
      } catch (error) {
        throw tidyFailure(error, init.redact);
      }
    },
    {
      settings,
      secrets: [apiKey, ...Object.values(headers)],
      listModels: (init) => listModels(endpoint, init),
      wires: {
        // The session outlives this call: whoever reads the body, or leaves it, closes the connection.
        'openai-chat': async (body, init) => {
          const response = await new StreamSession(endpoint.session(init)).post(endpoint.chat, { json: body });
          return { status: response.status, headers: response.headers, body: response.iterContent() };
        },
      },
    },
  );
}
