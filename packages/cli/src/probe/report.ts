import type { Usage } from '@g4f/core';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Failure, Finding, NotAsked, TriedFlag } from './finding.ts';

const inSeconds = (ms: number | undefined): string => (ms === undefined ? '' : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

function tokensIn({ inputTokens, outputTokens }: Usage): string {
  return [...(inputTokens === undefined ? [] : [`${inputTokens} in`]), ...(outputTokens === undefined ? [] : [`${outputTokens} out`])].join(', ');
}

/** What went wrong, and what to do, in one line. */
export const inWords = ({ code, message, cure }: Failure): string => `${code}: ${message}${cure === undefined ? '' : `; ${cure}`}`;

function observedOf({ observed, failure }: TriedFlag): string {
  if (observed === 'shown') return 'yes';
  if (observed === 'taken') return 'taken, but the answer does not show it';
  const why = failure === undefined ? '' : `: ${inWords(failure)}`;
  return observed === 'refused' ? `claimed, but refused${why}` : `not known${why}`;
}

const modelOf = ({ model, responseModel }: Finding): string => (responseModel === undefined || responseModel === model ? model : `${model} (as ${responseModel})`);

/** The result for people: who answered and how, what came of their flags, and who was not asked. A part about nobody is left out. */
export function reportOf(findings: readonly Finding[], notAsked: readonly NotAsked[], terminal: Terminal): string {
  const answers = findings.map((each) => [
    each.provider,
    modelOf(each),
    inSeconds(each.firstContentMs),
    inSeconds(each.totalMs),
    tokensIn(each.usage ?? {}),
    each.failure === undefined ? 'answered' : inWords(each.failure),
  ]);
  const flags = findings.flatMap(({ provider, flags }) => flags.map((tried) => [provider, tried.model, tried.flag, observedOf(tried)]));
  const parts = [
    { heads: ['provider', 'model', 'first', 'total', 'tokens', 'result'], rows: answers },
    { heads: ['provider', 'model', 'claims', 'observed'], rows: flags },
    { heads: ['provider', 'not asked'], rows: notAsked.map(({ provider, reason }) => [provider, reason]) },
  ];
  return parts.filter(({ rows }) => rows.length > 0).map(({ heads, rows }) => table(heads, rows, terminal)).join('\n');
}
