import assert from 'node:assert/strict';
import { codeForStatus, type ErrorCode, type ProviderError } from '@g4f/core';
import type { Law } from '../law.ts';
import { challenge, floodError, status } from '../servers/acts.ts';
import { consume, expectCode, within } from './consume.ts';
import { ask, stage, type Stage } from './stage.ts';

const statuses = [400, 401, 402, 403, 404, 408, 409, 413, 429, 500, 502, 503, 504, 529] as const;
const body = '{"error":{"message":"No, said upstream."}}';

/** Asks, and expects to be refused before anything was yielded. */
async function refusal({ provider }: Stage, code: ErrorCode, what: string): Promise<ProviderError> {
  const { chunks, error } = await consume(provider.createAsyncGenerator(ask('Hi'), { timeout: 30_000 }), 3_000);
  assert.deepEqual(chunks, [], `${what}: the refusal was given as an answer`);
  expectCode(error, code, what);
  assert.equal(error.provider, provider.id, `${what}: the error must name its provider`);
  return error;
}

export const mapsStatuses: Law = {
  sentence: 'maps 400, 401, 402, 403, 404, 408, 409, 413, 429, 5xx and a challenge page to the code of the table',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject);
    for (const code of statuses) {
      on.upstream.play(status(code, { headers: { 'content-type': 'application/json' }, body }));
      const error = await refusal(on, codeForStatus(code), `status ${code}`);
      assert.equal(error.status, code, `status ${code}: the error must carry it`);
    }
    for (const code of [200, 403, 503] as const) {
      on.upstream.play(challenge(code));
      await refusal(on, 'blocked', `a challenge page with status ${code}`);
    }
  },
};

export const readsRetryAfter: Law = {
  sentence: 'reads `Retry-After` in seconds and as a date',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject);
    const retryAfter = async (value?: string): Promise<number | undefined> => {
      on.upstream.play(status(429, { headers: value === undefined ? {} : { 'retry-after': value }, body }));
      return (await refusal(on, 'rate-limited', 'status 429')).retryAfter;
    };
    assert.equal(await retryAfter('7'), 7_000, 'Retry-After: 7 is 7000 ms');
    const soon = await retryAfter(new Date(Date.now() + 60_000).toUTCString());
    assert.ok(soon !== undefined && soon > 50_000 && soon <= 60_000, `a date a minute from now is about 60000 ms, not ${soon}`);
    const past = await retryAfter(new Date(Date.now() - 60_000).toUTCString());
    assert.ok(past === undefined || past === 0, `a date in the past is no time to wait, not ${past} ms`);
    assert.equal(await retryAfter(), undefined, 'where upstream says nothing, nothing is made up');
    assert.equal(await retryAfter('soon'), undefined, 'a Retry-After that cannot be read is none');
  },
};

export const boundsErrorBodies: Law = {
  sentence: 'bounds what it reads from an error body',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject, floodError(500, 1_000_000, true));
    await refusal(on, 'upstream', 'an error body of a megabyte that never ends');
    on.upstream.play(floodError(500, 100_000_000));
    await refusal(on, 'upstream', 'an error body of 100 MB');
    const call = on.upstream.calls.at(-1);
    assert.ok(call);
    const { isComplete } = await within(call.closed, 'closing the connection of an error that was not read to its end');
    assert.equal(isComplete, false, 'the whole error body was read');
    assert.ok(call.bytesTaken() < 32_000_000, `${call.bytesTaken()} bytes of an error body were taken`);
  },
};
