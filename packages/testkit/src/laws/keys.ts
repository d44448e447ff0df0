import assert from 'node:assert/strict';
import type { Law } from '../law.ts';
import { expectCode, rejection, textOf } from './consume.ts';
import { sent } from './sent.ts';
import { ask, stage, testKey } from './stage.ts';

const ownKey = 'canary-call-key-5e1f40aa';
const foreignKey = 'canary-foreign-key-77d09c';
/** What an error names so that a user knows where a key goes: a variable of the environment, or an option. */
const cure = /apiKey|[A-Z0-9]+_(KEY|TOKEN|SECRET|PASSWORD|PASS)\b/;

export const asksForItsKey: Law = {
  sentence:
    'with `needsAuth`, refuses a call without a key as `unauthorized` before a socket opens, with the cure, and sends the one in `apiKeys`; nobody sends another provider\'s',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject);
    const { provider, upstream } = on;
    const keyless = provider.needsAuth === true ? subject.factory({ baseURL: upstream.url + (subject.scenario.path ?? ''), key: '' }) : undefined;
    if (keyless !== undefined) {
      const init = { apiKeys: { 'somebody-else': foreignKey } };
      const views = [() => keyless.createAsyncGenerator(ask('Hi'), init).next(), () => keyless.createPartGenerator(ask('Hi'), init).next(), () => keyless.createAsync(ask('Hi'), init)];
      for (const call of views) {
        const error = await rejection(call(), 'a call without a key');
        expectCode(error, 'unauthorized', 'a call without a key');
        assert.match(error.message, cure, 'a call without a key: the error must say where one goes');
      }
      assert.equal(on.connections(), 0, 'a connection was opened for a call without a key');
    }
    await textOf(provider.createAsyncGenerator(ask('Hi'), { apiKeys: { 'somebody-else': foreignKey, [provider.id]: ownKey } }));
    const told = upstream.calls.map(sent).join('\n');
    assert.ok(!told.includes(foreignKey), "another provider's key reached upstream");
    if (keyless === undefined) return;
    assert.ok(told.includes(ownKey), "the call's own key must reach upstream");
    assert.ok(!told.includes(testKey), "the provider's key was sent, though the call brought its own");
    await textOf(keyless.createAsyncGenerator(ask('Hi'), { apiKeys: { [provider.id]: ownKey } }));
  },
};
