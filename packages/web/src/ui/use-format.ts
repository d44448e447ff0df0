import { useMemo } from 'react';
import { useSettings } from '../shell/settings.ts';
import { languageOf } from '../strings/language.ts';

/** Numbers and times as the language of the page writes them. */
export interface Format {
  readonly number: (value: number) => string;
  /** Short, for thousands and more: `12K`. */
  readonly compact: (value: number) => string;
  /** A length of time: `980 ms`, `1.4 s`. */
  readonly ms: (value: number) => string;
  readonly usd: (value: number) => string;
  readonly percent: (share: number) => string;
  /** A moment: day and time. */
  readonly at: (time: number) => string;
  /** The time of day. */
  readonly clock: (time: number) => string;
  /** Short, for an axis: hours and minutes, or days where it spans many. */
  readonly tick: (time: number, span: number) => string;
}

function formatOf(language: string): Format {
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
  const unit = (name: string, digits: number) => new Intl.NumberFormat(language, { style: 'unit', unit: name, maximumSignificantDigits: digits });
  const [milliseconds, seconds, minutes] = [unit('millisecond', 3), unit('second', 3), unit('minute', 3)];
  const money = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  const dollars = new Intl.NumberFormat(language, money);
  const cents = new Intl.NumberFormat(language, { ...money, maximumSignificantDigits: 3 });
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const hour = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  return {
    number: (value) => plain.format(value),
    compact: (value) => compact.format(value),
    ms: (value) => (value < 1_000 ? milliseconds.format(value) : value < 120_000 ? seconds.format(value / 1_000) : minutes.format(value / 60_000)),
    usd: (value) => (value > 0 && value < 0.1 ? cents : dollars).format(value),
    percent: (value) => share.format(value),
    at: (time) => moment.format(time),
    clock: (time) => clock.format(time),
    tick: (time, span) => (span > 2 * 86_400_000 ? day : hour).format(time),
  };
}

/** The format of the language that was chosen. */
export function useFormat(): Format {
  const language = useSettings((settings) => languageOf(settings.language));
  return useMemo(() => formatOf(language), [language]);
}
