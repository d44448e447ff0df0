import { listenRecording, readRecording } from '@g4f/testkit/recordings';
import { expect, test } from 'vitest';
import { createFoo } from './create-foo.ts';

const recording = await readRecording(new URL('recordings/001-post-v1-chat.jsonl', import.meta.url));
const messages = [{ role: 'user', content: 'Name three colours.' }] as const;

test.each(['recorded', 'bytes', 'whole', { seed: 7 }] as const)('gives what the service said, parted as %j', async (chunking) => {
  await using upstream = await listenRecording([recording], { chunking });
  expect(await createFoo({ baseURL: upstream.url, apiKey: 'any' }).createAsync({ messages })).toBe('Red, green and blue.');
});

test('notices where the service breaks off', async () => {
  await using upstream = await listenRecording([recording], { fault: { reset: { chunks: 2 } } });
  await expect(createFoo({ baseURL: upstream.url, apiKey: 'any' }).createAsync({ messages })).rejects.toMatchObject({ code: 'interrupted' });
});
