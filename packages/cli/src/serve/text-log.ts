import { levelOf, requestFields, type Log, type LogFields, type LogLevel } from '@g4f/gateway/telemetry';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';

const loudness = { silent: 4, error: 3, warn: 2, info: 1, debug: 0 } as const satisfies { readonly [L in LogLevel]: number };

const timeOf = (now: Date): string => now.toTimeString().slice(0, 8);
const seconds = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);

/** A name that a client may have made up, on one line and without escape sequences. */
const named = (name: string): string => printable(name).replace(/\s/g, ' ').slice(0, 200);

/** What a person wants to know of what is said besides: why. */
const reasonOf = ({ reason }: LogFields): string => (typeof reason === 'string' ? `: ${reason}` : '');

/** A log for people: a line for each request on stderr. */
export function createTextLog({ warn, note, fail, err }: Terminal, first: LogLevel, now: () => Date): Log {
  let level = first;
  const at = (wanted: LogLevel): boolean => loudness[wanted] >= loudness[level];
  return {
    info: (message, fields = {}) => {
      if (at('info')) warn(message + reasonOf(fields));
    },
    warn: (message, fields = {}) => {
      if (at('warn')) warn(message + reasonOf(fields));
    },
    error: (message, fields = {}) => {
      if (at('error')) fail(message + reasonOf(fields));
    },
    setLevel: (next) => {
      level = next;
    },
    onRequest(record) {
      if (!at(levelOf(record))) return;
      const { method, route, status, outcome, error, provider, attempts, ms, inputTokens, outputTokens } = record;
      const asked = attempts.filter((attempt) => attempt.outcome !== 'skipped').length;
      const { model } = attempts.at(-1) ?? {};
      const who = provider === undefined ? [] : [`${provider}${model === undefined ? '' : `/${named(model)}`}${asked > 1 ? ` (${asked} tries)` : ''}`];
      const words = [
        timeOf(now()),
        method,
        route,
        String(status),
        ...who,
        ...(outcome === 'ok' ? [] : [error ?? outcome]),
        seconds(ms),
        ...('usage' in requestFields(record) ? [`${inputTokens}+${outputTokens} tokens`] : []),
      ];
      note(outcome === 'failed' ? err.yellow(words.join(' ')) : words.join(' '));
    },
  };
}
