import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { answer, listenWire } from '@g4f/testkit/servers';
import { wire } from '../provider/test/parrot-wire.ts';

test('an app that depends on the package has the provider', async () => {
  const upstream = await listenWire(wire, answer(['Polly ', 'wants a cracker.']));
  const env = { PARROT_BASE_URL: upstream.url, PARROT_API_KEY: 'key', NO_PROXY: '127.0.0.1' };
  const { stdout } = await promisify(execFile)(process.execPath, [new URL('main.ts', import.meta.url).pathname], { env }).finally(() => upstream.close());
  assert.equal(stdout, 'parrot from g4f-provider-parrot 0.1.0\nPolly wants a cracker.');
  assert.equal(JSON.parse(upstream.calls[0]?.body ?? '').model, 'macaw');
});
