import { useMemo } from 'react';
import type { Series } from '../api/admin.ts';
import { useStrings } from '../strings/use-strings.ts';
import { useFormat } from '../ui/use-format.ts';
import { Chart } from './chart.tsx';
import type { Line } from './chart-props.ts';

/** Lines that a chart has colours for. */
const mostLines = 6;

/** The codes that came most often; what comes after the colours is not drawn. */
function errorLines({ errors, time }: Series, none: string): readonly Line[] {
  const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);
  const lines = Object.entries(errors).toSorted(([, a], [, b]) => sum(b) - sum(a)).slice(0, mostLines).map(([code, values]): Line => ({ id: code, label: code, values }));
  return lines.length > 0 ? lines : [{ id: 'none', label: none, values: time.map(() => 0) }];
}

/** Everything that is drawn over time. */
export function Charts({ series }: { readonly series: Series }) {
  const { operate: { charts, series: names } } = useStrings();
  const format = useFormat();
  const lines = useMemo(() => {
    const count = (id: 'requests' | 'failed' | 'hits' | 'inputTokens' | 'outputTokens' | 'cost'): Line => ({ id, label: names[id], values: series[id] });
    const times = (of: 'latency' | 'first'): readonly Line[] => (['p50', 'p95', 'p99'] as const).map((id) => ({ id, label: names[id], values: series[of][id] }));
    return { requests: [count('requests'), count('failed'), count('hits')], errors: errorLines(series, names.none), latency: times('latency'), first: times('first'), tokens: [count('inputTokens'), count('outputTokens')], cost: [count('cost')] };
  }, [series, names]);
  const { time } = series;
  return (
    <div className="charts">
      <Chart title={charts.requests} time={time} lines={lines.requests} write={format.compact} isCount />
      <Chart title={charts.errors} time={time} lines={lines.errors} write={format.compact} isCount />
      <Chart title={charts.latency} time={time} lines={lines.latency} write={format.ms} />
      <Chart title={charts.first} time={time} lines={lines.first} write={format.ms} />
      <Chart title={charts.tokens} time={time} lines={lines.tokens} write={format.compact} isCount />
      <Chart title={charts.cost} time={time} lines={lines.cost} write={format.usd} isCount />
    </div>
  );
}
