import { useStrings } from '../strings/use-strings.ts';
import type { Measures } from './measures.ts';

interface Row {
  readonly label: string;
  readonly value: string;
  readonly isBest: boolean;
}

/** Which of the others' values a value is compared with; it is the best where there are others, and none is better. */
function isBest(value: number | undefined, all: readonly (number | undefined)[], better: (a: number, b: number) => boolean): boolean {
  const known = all.filter((each) => each !== undefined);
  return value !== undefined && known.length > 1 && known.every((each) => each === value || better(value, each));
}

/** The figures of one answer, and which of them are the best. */
export function MeasuresTable({ measures, all }: { readonly measures: Measures; readonly all: readonly Measures[] }) {
  const { compare } = useStrings();
  const { first, total, rate, input, output, isEstimated, price, isFree } = measures;
  const say = (value: number | undefined, how: (value: number) => string): string => (value === undefined ? '–' : how(value));
  const guess = (text: string): string => (isEstimated && text !== '–' ? compare.about(text) : text);
  const less = (a: number, b: number): boolean => a < b;
  const rows: readonly Row[] = [
    { label: compare.first, value: say(first, compare.seconds), isBest: isBest(first, all.map((each) => each.first), less) },
    { label: compare.total, value: say(total, compare.seconds), isBest: isBest(total, all.map((each) => each.total), less) },
    { label: compare.rate, value: guess(say(rate, compare.number)), isBest: isBest(rate, all.map((each) => each.rate), (a, b) => a > b) },
    { label: compare.tokens, value: `${say(input, compare.number)} → ${guess(say(output, compare.number))}`, isBest: false },
    { label: compare.price, value: isFree ? compare.free : price === undefined ? compare.unknown : compare.dollars(price), isBest: isBest(price, all.map((each) => each.price), less) },
  ];
  return (
    <table className="measures" aria-label={compare.measures}>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} data-best={row.isBest || undefined}>
            <th scope="row">{row.label}</th>
            <td>
              {row.value}
              {row.isBest && <span className="visually-hidden"> ({compare.best})</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
