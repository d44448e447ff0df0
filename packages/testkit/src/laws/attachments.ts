import assert from 'node:assert/strict';
import { isProviderError, type ContentPart, type Flag } from '@g4f/core';
import type { Law, Subject } from '../law.ts';
import { consume, expectCode, rejection } from './consume.ts';
import { modelWith, refusedWithout } from './refused-without.ts';
import { sent } from './sent.ts';
import { stage, type Stage } from './stage.ts';

/** How a kind of attachment begins, and what it is called. */
interface Kind {
  readonly flag: Flag;
  readonly type: 'image' | 'file';
  readonly start: readonly number[];
  readonly mediaType: string;
}

const image: Kind = { flag: 'supportsImages', type: 'image', start: [137, 80, 78, 71, 13, 10, 26, 10], mediaType: 'image/png' };
const file: Kind = { flag: 'supportsFiles', type: 'file', start: [...Buffer.from('%PDF-1.7\n')], mediaType: 'application/pdf' };

const bytesOf = ({ start }: Kind, mark: string): Buffer => Buffer.from([...start, ...Buffer.from(mark)]);

/** Upstream has the bytes: as base64 inside JSON, or as they are in a form. */
const hasBytes = (text: string, kind: Kind, mark: string): boolean => text.includes(bytesOf(kind, mark).toString('base64')) || text.includes(mark);

/** Asks about an attachment, and gives what upstream was told; `undefined` where the provider says that it cannot carry it so. */
async function askAbout(on: Stage, flag: Flag, attachment: ContentPart, what: string): Promise<string | undefined> {
  const before = on.upstream.calls.length;
  const content: readonly ContentPart[] = [{ type: 'text', text: 'What does it show?' }, attachment];
  const { error } = await consume(on.provider.createPartGenerator({ model: modelWith(on.provider, flag), messages: [{ role: 'user', content }] }));
  const calls = on.upstream.calls.slice(before);
  if (isProviderError(error) && error.code === 'unsupported') {
    assert.equal(calls.length, 0, `${what}: refused, and sent all the same`);
    return undefined;
  }
  assert.equal(error, undefined, `${what}: ${String(error)}`);
  const told = calls.map(sent).join('\n');
  assert.ok(told.includes('What does it show?'), `${what}: the text beside it did not reach upstream`);
  return told;
}

async function carries(subject: Subject, kind: Kind): Promise<void> {
  const { flag, type, mediaType } = kind;
  await using on = await stage(subject);
  const bytes = new Uint8Array(bytesOf(kind, 'canary-bytes'));
  if (await refusedWithout(on, flag, { messages: [{ role: 'user', content: [{ type, data: bytes, mediaType }] }] })) return;

  const whole = await askAbout(on, flag, { type, data: bytes, mediaType }, `bytes of ${mediaType}`);
  assert.ok(whole !== undefined && hasBytes(whole, kind, 'canary-bytes'), `with ${flag}, the bytes of ${mediaType} must reach upstream`);
  const inline = new URL(`data:${mediaType};base64,${bytesOf(kind, 'canary-inline').toString('base64')}`);
  const told = await askAbout(on, flag, { type, data: inline, mediaType }, 'a data: address');
  assert.ok(told === undefined || hasBytes(told, kind, 'canary-inline'), 'a data: address was dropped: it must reach upstream or be refused as unsupported');
  const address = 'https://upstream.test/canary-address';
  const linked = await askAbout(on, flag, { type, data: new URL(address), mediaType }, 'an https: address');
  assert.ok(linked?.includes(address) !== false, 'an https: address was dropped: it must reach upstream or be refused as unsupported');
}

/** What a service calls a file is for that service alone. */
async function keepsFileIds(subject: Subject): Promise<void> {
  await using on = await stage(subject);
  if (on.provider.supportsFiles !== true) return;
  const { mediaType } = file;
  const foreign = { 'somebody-else': { fileId: 'canary-foreign-file' } };
  const data = new Uint8Array(bytesOf(file, 'canary-bytes'));
  const whole = await askAbout(on, 'supportsFiles', { type: 'file', data, mediaType, metadata: foreign }, 'a file that another service has');
  assert.ok(whole !== undefined && hasBytes(whole, file, 'canary-bytes'), 'a file that another service has must be sent by its bytes');
  assert.ok(!whole.includes('canary-foreign-file'), "another provider's file id reached upstream");
  const named = await askAbout(on, 'supportsFiles', { type: 'file', mediaType, metadata: { [on.provider.id]: { fileId: 'canary-own-file' } } }, 'a file id');
  assert.ok(named?.includes('canary-own-file') !== false, "the provider's own file id was dropped: it must reach upstream or be refused as unsupported");
  const lost = on.provider.createAsync({ model: modelWith(on.provider, 'supportsFiles'), messages: [{ role: 'user', content: [{ type: 'file', mediaType, metadata: foreign }] }] });
  expectCode(await rejection(lost, 'a file that another service alone has'), 'unsupported', 'a file that another service alone has');
}

export const carriesImages: Law = {
  sentence: 'with `supportsImages`, sends an image by its bytes, and by its address or not at all; without it, refuses one as `unsupported`',
  needsUpstream: 'supportsImages',
  check: (subject) => carries(subject, image),
};

export const carriesFiles: Law = {
  sentence: "with `supportsFiles`, sends a file by its bytes, and by its address or its own service's id or not at all; without it, refuses one as `unsupported`",
  needsUpstream: 'supportsFiles',
  async check(subject) {
    await carries(subject, file);
    await keepsFileIds(subject);
  },
};
