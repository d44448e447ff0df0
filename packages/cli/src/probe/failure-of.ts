import type { ErrorCode, ProviderError } from '@g4f/core';
import type { Failure } from './finding.ts';

const cures: { readonly [code in ErrorCode]?: string } = {
  unauthorized: 'check its key',
  'payment-required': 'look at its account',
  'not-found': '-m asks for another model',
  'rate-limited': 'ask again later',
  blocked: '--proxy asks from elsewhere',
  empty: '-m asks for another model',
  timeout: '--timeout gives it longer',
};

/** What is said of an error: in the words of the command line, where those of code would not help. */
export function failureOf({ code, message, provider, retryAfter }: ProviderError): Failure {
  const words = provider !== undefined && message.startsWith(`${provider}: `) ? message.slice(provider.length + 2) : message;
  const cure = retryAfter === undefined ? cures[code] : `ask again in ${Math.ceil(retryAfter / 1000)} s`;
  return { code, message: code === 'timeout' ? words.replace(/; `timeout: .*`[^)]*/, '') : words, cure };
}
