import type { Stats } from '../api/admin.ts';
import { useStrings } from '../strings/use-strings.ts';
import { useFormat } from '../ui/use-format.ts';

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly more: string;
  readonly isBad?: boolean;
}

/** What counts most, in sum over the window. */
export function Tiles({ stats: { total, inFlight } }: { readonly stats: Stats }) {
  const { operate: { tiles } } = useStrings();
  const format = useFormat();
  const share = (part: number): string => (total.requests === 0 ? format.percent(0) : format.percent(part / total.requests));
  const time = (label: string, { p50, p95 }: Stats['total']['latency']): Tile => ({ label, value: p50 === null ? '–' : format.ms(p50), more: p95 === null ? tiles.nothing : tiles.p95(format.ms(p95)) });
  const all: readonly Tile[] = [
    { label: tiles.requests, value: format.compact(total.requests), more: tiles.inFlight(format.number(inFlight)) },
    { label: tiles.failed, value: share(total.failed), more: format.number(total.failed), isBad: total.failed > 0 },
    time(tiles.latency, total.latency),
    time(tiles.first, total.first),
    { label: tiles.tokens, value: format.compact(total.outputTokens), more: tiles.tokensIn(format.compact(total.inputTokens)) },
    { label: tiles.cost, value: format.usd(total.cost), more: '' },
    { label: tiles.hits, value: share(total.hits), more: format.number(total.hits) },
  ];
  return (
    <dl className="tiles">
      {all.map(({ label, value, more, isBad }) => (
        <div key={label} className="tile">
          <dt>{label}</dt>
          <dd data-bad={isBad}>{value}</dd>
          <dd className="hint">{more}</dd>
        </div>
      ))}
    </dl>
  );
}
