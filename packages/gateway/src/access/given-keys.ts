import type { GatewayRequest } from '../exchange.ts';

/** Header values longer than this are no key of ours. */
const longest = 600;

/**
 * The keys that a request brings, as OpenAI's clients send them (`authorization: Bearer`), Anthropic's (`x-api-key`) and Google's
 * (`x-goog-api-key`). Never the query, though Google's wire has it there as well: an address is written to the log of everything on its way.
 */
export function givenKeys({ header }: Pick<GatewayRequest, 'header'>): readonly string[] {
  const read = (name: string): string => {
    const value = header(name) ?? '';
    return value.length > longest ? '' : value.trim();
  };
  const [, bearer = ''] = /^Bearer +(\S+)$/i.exec(read('authorization')) ?? [];
  return [...new Set([bearer, read('x-api-key'), read('x-goog-api-key')])].filter((key) => key !== '');
}
