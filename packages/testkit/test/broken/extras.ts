import { isProviderError, ProviderError, type AsyncGeneratorProvider, type Model, type RunInit, type WireAnswer } from '@g4f/core';
import { changed, type BrokenProviders } from './break.ts';

type Lister = (init?: RunInit) => Promise<readonly Model[]>;
type Relay = (body: object, init?: RunInit) => Promise<WireAnswer>;

const listing = (wrap: (list: Lister, init?: RunInit) => Promise<readonly Model[]>) =>
  changed((good) => ({ listModels: (init?: RunInit) => wrap((other = init) => listerOf(good)(other), init) }));

function listerOf({ listModels }: AsyncGeneratorProvider): Lister {
  return listModels ?? (() => Promise.resolve([]));
}

const relaying = (wrap: (send: Relay, body: object, init?: RunInit) => Promise<WireAnswer>) =>
  changed((good) => ({ wires: { parts: (body: object, init?: RunInit) => wrap((other, given = init) => relayOf(good)(other, given), body, init) } }));

function relayOf({ wires }: AsyncGeneratorProvider): Relay {
  return wires?.['parts'] ?? (() => Promise.reject(new Error('the reference relays parts')));
}

/** An answer with something else in one place. Its members are named: what a guarded provider gives has them on its class. */
const copied = ({ status, headers, body }: WireAnswer, other: Partial<WireAnswer>): WireAnswer => ({ status, headers, body, ...other });

async function* asText(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  for await (const bytes of body) yield Buffer.from(decoder.decode(bytes, { stream: true }));
}

export const extras = {
  'lists models': {
    'has a list for every failure': [listing((list) => list().catch(() => ['one'])), /nothing was thrown/],
    'calls every failure the same': [
      listing((list) =>
        list().catch((error: unknown) => {
          throw isProviderError(error) ? new ProviderError('no list', { code: 'upstream', provider: error.provider, status: error.status }) : error;
        }),
      ),
      /a list of models, status 401/,
    ],
    'does not say who failed': [
      listing((list) =>
        list().catch((error: unknown) => {
          throw isProviderError(error) ? new ProviderError('no list', { code: error.code, retryAfter: error.retryAfter }) : error;
        }),
      ),
      /must name its provider/,
    ],
    'forgets Retry-After': [
      listing((list) =>
        list().catch((error: unknown) => {
          throw isProviderError(error) ? new ProviderError('no list', { code: error.code, provider: error.provider, status: error.status }) : error;
        }),
      ),
      /Retry-After: 7/,
    ],
    'does not hear an abort': [
      listing(async (list, init) => {
        init?.signal?.throwIfAborted();
        return list({ ...init, signal: undefined });
      }),
      /aborting a list of models took longer/,
    ],
    'knows no deadline': [listing((list, init) => list({ ...init, timeout: undefined })), /never comes took longer/],
  },
  'relays bytes': {
    'throws for a status': [
      relaying(async (send, body) => {
        const answer = await send(body);
        if (answer.status >= 400) throw new ProviderError('no', { code: 'upstream' });
        return answer;
      }),
      /^no$/,
    ],
    'calls every answer good': [relaying(async (send, body) => copied(await send(body), { status: 200 })), /must give upstream's status/],
    'leaves the headers out': [relaying(async (send, body) => copied(await send(body), { headers: new Headers() })), /must give upstream's headers/],
    'reads bytes as text': [
      relaying(async (send, body) => {
        const answer = await send(body);
        return copied(answer, { body: asText(answer.body) });
      }),
      /bytes as they are/,
    ],
    'sends something else': [relaying((send) => send({ messages: [] })), /must send the body on/],
    'does not close when left': [
      relaying(async (send, body) => {
        const answer = await send(body);
        const source = answer.body[Symbol.asyncIterator]();
        return copied(answer, { body: { [Symbol.asyncIterator]: () => ({ next: () => source.next() }) } });
      }),
      /closing the connection when its reader leaves took longer/,
    ],
    'does not hear an abort': [relaying((send, body) => send(body, { signal: undefined })), /nothing was thrown|aborted/],
  },
} satisfies BrokenProviders;
