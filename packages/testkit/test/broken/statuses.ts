import { isProviderError, ProviderError, type ErrorCode } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import type { Factory } from '../../src/index.ts';
import { authored, createReference, post } from '../reference-provider.ts';
import { rewritten, type BrokenProviders } from './break.ts';

/** Throws its errors with something changed. */
const failing = (change: (error: ProviderError) => Partial<Pick<ProviderError, 'code' | 'status' | 'retryAfter' | 'provider'>>): Factory =>
  rewritten(async function* (open) {
    try {
      yield* open();
    } catch (error) {
      if (!isProviderError(error)) throw error;
      const { code, provider, status, retryAfter } = error;
      throw new ProviderError('it failed', { code, provider, status, retryAfter, ...change(error) });
    }
  });

/** Reads an error in its own way, and then goes on as it should. */
const reading = (read: (body: AsyncIterable<Uint8Array>) => Promise<unknown>): Factory =>
  authored(async function* (target, request, init) {
    await using session = new StreamSession(init);
    const response = await post(session, target, request);
    if (response.status < 400) yield await response.text();
    await read(response.iterContent());
    throw new ProviderError('it failed', { code: 'upstream', status: response.status });
  });

const only = (wrong: ErrorCode): ErrorCode => wrong;

export const statuses = {
  'maps statuses': {
    'calls every failure the same': [failing(() => ({ code: only('upstream') })), /status 400: reference: it failed/],
    'forgets the status': [failing(() => ({ status: undefined })), /status 400: the error must carry it/],
    'does not say who failed': [failing(() => ({ provider: undefined })), /must name its provider/],
    'gives an error text as an answer': [
      authored(async function* (target, request, init) {
        await using session = new StreamSession(init);
        yield* (await post(session, target, request)).iterText();
      }),
      /given as an answer/,
    ],
    'gives a challenge page as an answer': [
      (target) => {
        const good = createReference(target);
        return {
          ...good,
          async *createAsyncGenerator(...call) {
            try {
              yield* good.createAsyncGenerator(...call);
            } catch (error) {
              if (!isProviderError(error) || error.code !== 'blocked') throw error;
              yield '<!DOCTYPE html>';
            }
          },
        };
      },
      /a challenge page with status 200: the refusal was given as an answer/,
    ],
  },
  'reads Retry-After': {
    'does not read Retry-After': [failing(() => ({ retryAfter: undefined })), /Retry-After: 7/],
    'counts it in seconds': [failing(({ retryAfter = NaN }) => ({ retryAfter: retryAfter / 1_000 })), /7000 ms/],
    'cannot read a date': [failing(({ retryAfter = 0 }) => ({ retryAfter: retryAfter > 10_000 ? undefined : retryAfter })), /a date a minute from now/],
    'makes one up': [failing(({ retryAfter = 1_000 }) => ({ retryAfter: Math.max(0, retryAfter) })), /nothing is made up|in the past/],
  },
  'bounds error bodies': {
    'reads an error to its end': [reading((body) => Array.fromAsync(body)), /took longer/],
  },
} satisfies BrokenProviders;
