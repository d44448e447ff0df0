import assert from 'node:assert/strict';
import type { WireAnswer } from '@g4f/core';
import type { Law } from '../law.ts';
import type { Act } from '../servers/upstream.ts';
import { rejection, within } from './consume.ts';
import { sent } from './sent.ts';
import { stage } from './stage.ts';

const question = 'canary-relayed-question';
/** What the wires of chat models call what is asked: each takes its own of these. */
const body = {
  model: 'canary-model',
  max_tokens: 16,
  stream: true,
  messages: [{ role: 'user', content: question }],
  contents: [{ role: 'user', parts: [{ text: question }] }],
  input: question,
};

/** Neither events nor text. */
const bytes = [Uint8Array.of(0, 255, 254, 13, 10), Buffer.from('data: not json\n\n: ping\n'), Uint8Array.of(0xf0, 0x9f)];

const speakBytes = (status: number): Act => async ({ response, write }) => {
  response.writeHead(status, { 'content-type': 'text/event-stream', 'retry-after': '7' });
  for (const chunk of bytes) await write(chunk);
  response.end();
};

async function readBytes({ body: stream }: WireAnswer): Promise<Buffer> {
  return Buffer.concat(await within(Array.fromAsync(stream), 'reading what was relayed'));
}

export const relaysBytes: Law = {
  sentence: "`wires`, where there are any, send a body on, and give upstream's status and bytes as they are, whatever they say",
  needsUpstream: true,
  concerns: ({ wires }) => wires !== undefined,
  async check(subject) {
    await using on = await stage(subject);
    for (const [name, relay] of Object.entries(on.provider.wires ?? {})) {
      for (const status of [200, 400, 429, 500]) {
        on.upstream.play(speakBytes(status));
        const answer = await within(relay(body), `the relay ${name}, status ${status}`);
        assert.equal(answer.status, status, `the relay ${name} must give upstream's status`);
        assert.equal(answer.headers.get('retry-after'), '7', `the relay ${name} must give upstream's headers`);
        assert.deepEqual(await readBytes(answer), Buffer.concat(bytes), `the relay ${name} must give upstream's bytes as they are`);
      }
      assert.ok(on.upstream.calls.map(sent).join('').includes(question), `the relay ${name} must send the body on`);

      on.upstream.play(async ({ response, write }) => {
        response.writeHead(200);
        await write('data: only the beginning\n\n');
      });
      const { body: silent } = await within(relay(body), `the relay ${name}, left early`);
      const call = on.upstream.calls.at(-1);
      const stream = silent[Symbol.asyncIterator]();
      await within(stream.next(), `the relay ${name}: the first bytes, while upstream waits`);
      await stream.return?.();
      assert.ok(call);
      await within(call.closed, `the relay ${name}: closing the connection when its reader leaves`);

      const reason = { why: 'the caller changed its mind' };
      assert.equal(await rejection(relay(body, { signal: AbortSignal.abort(reason) }), `the relay ${name}, aborted`), reason);
    }
  },
};
