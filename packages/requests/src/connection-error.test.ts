import { inspect } from 'node:util';
import { ProviderError } from '@g4f/core';
import { expect, test } from 'vitest';
import { connectionError, type CallContext } from './connection-error.ts';
import { proxyAddress } from './proxy-address.ts';

const context: CallContext = { provider: 'mine', host: 'upstream.test', proxy: undefined, redact: (text) => text.replaceAll('secret', '[redacted]') };
const failing = (code: string, message = 'failed'): Error => Object.assign(new Error(message), { code });

test.each([
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'mine: cannot reach upstream.test: the TLS handshake failed; check that the address speaks https (ERR_SSL_WRONG_VERSION_NUMBER)'],
  ['CERT_HAS_EXPIRED', 'mine: cannot reach upstream.test: its certificate has expired (CERT_HAS_EXPIRED)'],
  ['EWHATEVER', 'mine: cannot reach upstream.test: the connection failed (EWHATEVER)'],
])('says in plain words what %s means', (code, message) => {
  expect(connectionError(failing(code), 'before headers', context)).toMatchObject({ code: 'upstream', message });
});

test('speaks of an error without a code', () => {
  expect(connectionError(new Error('?'), 'before headers', context)).toMatchObject({ message: 'mine: cannot reach upstream.test: the connection failed' });
  expect(connectionError(new Error('?'), 'in the body', context)).toMatchObject({ code: 'interrupted', message: 'mine: the answer of upstream.test was cut off' });
});

test('looks through the errors that undici wraps', () => {
  const wrapped = new Error('tunnel', { cause: failing('ECONNREFUSED') });
  expect(connectionError(wrapped, 'before headers', { ...context, proxy: proxyAddress('http://proxy.test:1') })).toMatchObject({
    message: expect.stringMatching(/upstream\.test through the proxy proxy\.test:1: the connection was refused/),
  });
});

test('shows nothing private, in the cause neither', () => {
  const error = connectionError(failing('ECONNRESET', 'it is secret'), 'before headers', context);
  expect(inspect(error)).not.toContain('secret');
  expect(error).toMatchObject({ cause: { message: 'it is [redacted]', code: 'ECONNRESET' } });
});

test('gives back what is right already, and what is no error', () => {
  const ours = new ProviderError('told', { code: 'timeout', provider: 'other' });
  expect(connectionError(ours, 'before headers', context)).toBe(ours);
  expect(connectionError(new ProviderError('told', { code: 'timeout' }), 'in the body', context)).toMatchObject({ code: 'timeout', provider: 'mine', message: 'mine: told' });
  expect(connectionError('reason', 'in the body', context)).toBe('reason');
});
