import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot, { type AlignedData } from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useStrings } from '../strings/use-strings.ts';
import { useFormat } from '../ui/use-format.ts';
import type { ChartProps, Line } from './chart-props.ts';
import { ChartTable } from './chart-table.tsx';
import { colourOf, useThemeCount } from './use-colours.ts';

const height = 170;

/** What is drawn in, taken from what the page shows in the same colours. */
interface Colours {
  readonly text: string;
  readonly grid: string;
  readonly lines: readonly string[];
}

function optionsOf({ lines, write, isCount }: Required<Pick<ChartProps, 'lines' | 'write' | 'isCount'>>, { text, grid, lines: colours }: Colours, width: number, tick: (time: number, span: number) => string, onCursor: (index: number | null | undefined) => void): uPlot.Options {
  const axis: uPlot.Axis = { stroke: text, font: '11px system-ui', grid: { stroke: grid, width: 1 }, ticks: { show: false } };
  return {
    width,
    height,
    padding: [10, 10, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
    scales: { y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [{ ...axis, size: 28, space: 70, values: (_plot, splits) => splits.map((time) => tick(1_000 * time, 1_000 * ((splits.at(-1) ?? 0) - (splits[0] ?? 0)))) }, { ...axis, size: 58, space: 34, values: (_plot, splits) => splits.map(write) }],
    series: [{}, ...lines.map((_line, index): uPlot.Series => {
      const stroke = colours[index] ?? text;
      // What was measured once, with nothing before and after, is no line: it would not be seen without a point.
      return { stroke, width: 1.75, points: { show: !isCount, size: 4, width: 1, stroke, fill: stroke }, spanGaps: false, ...(isCount && { fill: stroke.replace('rgb(', 'rgba(').replace(')', ', 0.12)') }) };
    })],
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx)] },
  };
}

/** The value at the cursor; without one the last that there is, or of what is counted, all of it. */
function valueAt({ values }: Line, index: number | null | undefined, isCount: boolean): number | null {
  if (typeof index === 'number') return values[index] ?? null;
  return isCount ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0) : (values.findLast((value) => value !== null) ?? null);
}

/** A chart over time, and the same as a table. */
export function Chart({ title, time, lines, write, isCount = false }: ChartProps) {
  const { operate } = useStrings();
  const format = useFormat();
  const theme = useThemeCount();
  const frame = useRef<HTMLDivElement>(null);
  const legend = useRef<HTMLUListElement>(null);
  const plot = useRef<uPlot>(undefined);
  const [at, setAt] = useState<number | null | undefined>();
  const data = useMemo((): AlignedData => [time.map((each) => each / 1_000), ...lines.map(({ values }) => [...values])], [time, lines]);
  const latest = useRef(data);
  latest.current = data;
  const shape = lines.map(({ id }) => id).join();

  useEffect(() => {
    const [place, swatches] = [frame.current, legend.current];
    if (place === null || swatches === null) return undefined;
    const colours = { text: colourOf(swatches), grid: colourOf(place), lines: [...swatches.querySelectorAll('.swatch')].map(colourOf) };
    const made = (plot.current = new uPlot(optionsOf({ lines, write, isCount }, colours, place.clientWidth, format.tick, setAt), latest.current, place));
    const observer = new ResizeObserver(() => made.setSize({ width: place.clientWidth, height }));
    observer.observe(place);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
    };
    // What the lines hold comes by setData; which lines there are is in `shape`.
  }, [shape, theme, write, isCount, format]);
  useEffect(() => {
    plot.current?.setData(data);
  }, [data]);

  const words = lines.map((line) => { const value = valueAt(line, undefined, isCount); return `${line.label}: ${value === null ? '–' : write(value)}`; }).join('; ');
  return (
    <figure className="chart">
      <figcaption>
        <h3>{title}</h3>
        <ul ref={legend} className="legend">
          {lines.map((line, index) => {
            const value = valueAt(line, at, isCount);
            return <li key={line.id}><span className="swatch" data-line={index} aria-hidden="true" />{line.label}{' '}<strong>{value === null ? '–' : write(value)}</strong></li>;
          })}
          {typeof at === 'number' && <li className="hint">{format.clock(time[at] ?? 0)}</li>}
        </ul>
      </figcaption>
      <div ref={frame} className="plot" role="img" aria-label={operate.chartOf(title, words)} />
      <ChartTable title={title} time={time} lines={lines} write={write} />
    </figure>
  );
}
