import assert from 'node:assert/strict';
import { once } from 'node:events';
import { codeForStatus, modelId } from '@g4f/core';
import type { Law } from '../law.ts';
import { stall, status } from '../servers/acts.ts';
import { expectCode, rejection, textOf, within } from './consume.ts';
import { sent } from './sent.ts';
import { ask, stage } from './stage.ts';

export const asksForTheModel: Law = {
  sentence: 'asks upstream for the model that it is asked for, and for an alias as what it stands for',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject);
    const { models, aliases = {}, id } = on.provider;
    const ids = models.slice(0, 2).map(modelId);
    const names = [...ids.map((model) => [model, model] as const), ...ids.map((model) => [`${id}/${model}`, model] as const), ...Object.entries(aliases).slice(0, 2)];
    // A wire that has no word for the model has one only.
    const mustSay = on.upstream.wire.namesModel === true || models.length > 1;
    for (const [name, model] of names) {
      const before = on.upstream.calls.length;
      await textOf(on.provider.createAsyncGenerator({ ...ask('Hi'), model: name }));
      const told = on.upstream.calls.slice(before).map(sent).join('\n');
      assert.ok(!mustSay || told.includes(model), `asked for ${JSON.stringify(name)}, upstream was not told of ${JSON.stringify(model)}`);
      assert.ok(name === model || model.includes(name) || !told.includes(JSON.stringify(name)), `upstream was asked for ${JSON.stringify(name)}, which is ${JSON.stringify(model)} there`);
    }
  },
};

const body = '{"error":{"message":"No, said upstream."}}';

export const listsModels: Law = {
  sentence: '`listModels`, where there is one, asks upstream, fails with the codes of the table, and stops at once on abort',
  needsUpstream: true,
  concerns: ({ listModels }) => listModels !== undefined,
  async check(subject) {
    await using on = await stage(subject);
    const { listModels } = on.provider;
    if (listModels === undefined) return;
    for (const code of [401, 403, 429, 500, 503] as const) {
      on.upstream.play(status(code, { headers: { 'content-type': 'application/json', ...(code === 429 && { 'retry-after': '7' }) }, body }));
      const error = await rejection(listModels(), `a list of models, status ${code}`);
      expectCode(error, codeForStatus(code), `a list of models, status ${code}`);
      assert.deepEqual([error.provider, error.status], [on.provider.id, code], 'a list of models: the error must name its provider and the status');
      if (code === 429) assert.equal(error.retryAfter, 7_000, 'a list of models: Retry-After: 7 is 7000 ms');
    }
    const reason = { why: 'the caller changed its mind' };
    assert.equal(await rejection(listModels({ signal: AbortSignal.abort(reason) }), 'a list of models that was aborted before'), reason);
    on.upstream.play(stall('headers'));
    expectCode(await rejection(listModels({ timeout: 200 }), 'a list of models that never comes'), 'timeout', 'a list of models that never comes');
    const controller = new AbortController();
    const arrived = once(on.upstream.server, 'request');
    const listing = rejection(listModels({ signal: controller.signal }), 'a list of models that is aborted');
    await within(arrived, 'a list of models, asked for,');
    controller.abort(reason);
    assert.equal(await within(listing, 'aborting a list of models', 1_000), reason, 'the abort reason did not come back untouched');
  },
};
