import assert from 'node:assert/strict';
import type { ChatRequest, ErrorCode, Message } from '@g4f/core';
import type { Law } from '../law.ts';
import { expectCode, rejection } from './consume.ts';
import { stage } from './stage.ts';

/** Requests as JavaScript may send them. */
const fromJson = (json: string): ChatRequest => ({ messages: JSON.parse(json) as Message[] });

const always: readonly (readonly [ErrorCode, ChatRequest])[] = [
  ['invalid-request', fromJson('[]')],
  ['invalid-request', fromJson('[{"role":"wizard","content":"Hi"}]')],
  ['invalid-request', fromJson('[{"role":"user","content":42}]')],
  ['invalid-request', fromJson('null')],
  ['unsupported', fromJson('[{"role":"user","content":[{"type":"hologram","data":"?"}]}]')],
];

const messages: readonly Message[] = [{ role: 'user', content: 'Hi' }];
const image: Message = { role: 'user', content: [{ type: 'image', data: Uint8Array.of(137, 80, 78, 71), mediaType: 'image/png' }] };
const file: Message = { role: 'user', content: [{ type: 'file', data: Uint8Array.of(37, 80, 68, 70), mediaType: 'application/pdf' }] };

export const refusesBadInput: Law = {
  sentence:
    'refuses bad input at the first `next()`, before a socket opens: no messages or an unknown role is `invalid-request`, a part that it cannot send is `unsupported`',
  async check(subject) {
    await using on = await stage(subject);
    const { provider } = on;
    const cannot = [
      provider.supportsImages !== true && { messages: [image] },
      provider.supportsFiles !== true && { messages: [file] },
      provider.supportsTools !== true && { messages, tools: [{ name: 'clock', parameters: { type: 'object' } }] },
      provider.supportsStructuredOutput !== true && { messages, responseFormat: { type: 'json' as const } },
    ].filter((request) => request !== false);
    for (const [code, request] of [...always, ...cannot.map((request) => ['unsupported', request] as const)]) {
      const what = JSON.stringify(request);
      const stream = provider.createAsyncGenerator(request);
      expectCode(await rejection(stream.next(), what), code, what);
      assert.equal((await stream.next()).done, true, 'something came after the refusal');
      expectCode(await rejection(provider.createPartGenerator(request).next(), what), code, what);
      expectCode(await rejection(provider.createAsync(request), what), code, what);
    }
    assert.equal(on.connections(), 0, 'a connection was opened for a request that cannot be sent');
  },
};
