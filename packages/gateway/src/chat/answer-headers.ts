import type { ChatRequest } from '@g4f/core';
import type { Attempt } from '@g4f/registry/routes';
import type { GatewayContext } from '../endpoint.ts';
import type { GatewayRequest } from '../exchange.ts';
import type { Candidate } from './candidates.ts';

/** Characters of a header that every proxy lets through. */
const mostExplained = 4_000;

const ascii = (text: string): string => text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Why it was this one: what became of those that were asked, and what was against the rest. JSON, cut where it is too long. */
function explain({ registry }: GatewayContext, { model }: ChatRequest, attempts: readonly Attempt[], candidates: readonly Candidate[]): string {
  const tried = attempts.map(({ provider, model: asked, outcome, reason, error }) => ({ provider, model: asked, outcome, code: error?.code, reason }));
  const isCandidate = (id: string): boolean => candidates.some(({ provider }) => provider.id === id);
  const others = registry()
    .explain(model === undefined ? {} : { model })
    .filter(({ provider }) => !isCandidate(provider.id))
    .map(({ provider, reasons }) => ({ provider: provider.id, outcome: 'not asked', reason: reasons.map(({ message }) => message).join('; ') }));
  const kept: object[] = [];
  let length = 2;
  for (const each of [...tried, ...others]) {
    length += ascii(JSON.stringify(each)).length + 1;
    if (length > mostExplained) break;
    kept.push(each);
  }
  return ascii(JSON.stringify(kept));
}

/** What an answer's headers say of who gave it. */
export interface AnswerFacts {
  readonly request: ChatRequest;
  readonly candidates: readonly Candidate[];
  /** Those that are over. */
  readonly attempts: readonly Attempt[];
  /** Who answers. */
  readonly answering: Candidate | undefined;
}

/** The headers that say who answered, and to `x-g4f-explain: 1` why. */
export function answerHeaders(asked: GatewayRequest, context: GatewayContext, { request, candidates, attempts, answering }: AnswerFacts): { readonly [name: string]: string } {
  const count = attempts.filter(({ path, outcome }) => path.length === 1 && outcome !== 'won').length + (answering === undefined ? 0 : 1);
  return {
    ...(answering !== undefined && { 'x-g4f-provider': answering.provider.id, 'x-g4f-model': ascii(answering.model) }),
    'x-g4f-attempts': String(count),
    ...(asked.header('x-g4f-explain') === '1' && { 'x-g4f-explain': explain(context, request, attempts, candidates) }),
  };
}
