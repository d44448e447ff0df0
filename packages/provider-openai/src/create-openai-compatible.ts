import { defineProvider, type AuthorRequest, type ExtraInit, type Model, type WireAnswer } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import { createEndpoint } from './endpoint.ts';
import { raiseForRefusal, tidyFailure } from './failures.ts';
import { listModels } from './list-models.ts';
import type { OpenAICompatibleOptions } from './options.ts';
import { wireOf } from './wire-of.ts';

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
  const { id, baseURL, models, aliases, apiKey, needsAuth, headers = {}, extraBody, flags, responses } = options;
  const endpoint = createEndpoint(options);
  const wire = wireOf(options, endpoint);
  // The session outlives the call: whoever reads the body, or leaves it, closes the connection.
  const relayTo = (address: string) => async (body: object, init: ExtraInit): Promise<WireAnswer> => new StreamSession(endpoint.session(init)).post(address, { json: body });

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
      const body = { ...wire.encode(request, init), ...extraBody, ...ownFields(request, id) };
      await using session = new StreamSession(endpoint.session(init));
      const response = await session.post(wire.address, { json: body });
      await raiseForRefusal(response, init.redact);
      try {
        // Some servers answer in one piece, though a stream was asked for.
        if (response.mediaType === 'application/json') {
          yield wire.decodeAnswer(await response.json(), init);
          return;
        }
        const decoder = wire.createDecoder(init);
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
      settings: wire.settings,
      secrets: [apiKey, ...Object.values(headers)],
      listModels: (init) => listModels(endpoint, init),
      wires: {
        ...(responses !== 'always' && { 'openai-chat': relayTo(endpoint.chat) }),
        ...(responses !== undefined && { 'openai-responses': relayTo(endpoint.responses) }),
      },
    },
  );
}
