import type { Results, Row } from './results.ts';

/** Three digits, or thousands with commas. */
export const figure = (value: number): string => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

const ratio = (value: number): string => (Math.abs(value) < 0.1 ? value.toFixed(3) : value.toFixed(2));

const met = ({ isMet, isUnsure }: Row): string => `${isMet === null ? 'told' : isMet ? 'yes' : 'no'}${isUnsure ? ' ~' : ''}`;

const heads = ['goal', 'work', 'beside', 'ours', 'theirs', 'ratio', 'middle half', 'rounds', 'at most', 'met'];

const cells = (row: Row): readonly string[] => [
  row.goal,
  row.work,
  row.beside,
  `${figure(row.ours.median)} ${row.unit}`,
  `${figure(row.other.median)} ${row.unit}`,
  ratio(row.ratio.median),
  row.rounds === 1 ? '' : `${ratio(row.ratio.q1)}–${ratio(row.ratio.q3)}`,
  String(row.rounds),
  row.limit === null ? '' : ratio(row.limit),
  met(row),
];

const line = (values: readonly string[], widths: readonly number[]): string => `| ${values.map((value, column) => value.padEnd(widths[column] ?? 0)).join(' | ')} |`;

/** The rows as a table that a terminal and Markdown both show. */
export function table(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cells)];
  const widths = heads.map((_, column) => Math.max(...lines.map((each) => each[column]?.length ?? 0)));
  const [first = '', ...rest] = lines.map((each) => line(each, widths));
  return [first, line(widths.map((width) => '-'.repeat(width)), widths), ...rest].join('\n');
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What must be known to read the table, a paragraph each. */
export function remarks({ at, form, seconds, machine, versions, rows }: Results): readonly string[] {
  const { cpu, cores, memory, platform, arch, load } = machine;
  const { node = '', ...packages } = versions;
  const goals = rows.filter(({ isMet }) => isMet !== null);
  const unsure = rows.filter((row) => row.isUnsure);
  return [
    `${at.slice(0, 16).replace('T', ' ')} UTC, the ${form} form, ${plural(Math.round(seconds), 'second')}: ${plural(cores, 'core')} (${cpu}), ${Math.round(memory / 1e9)} GB, ${platform} ${arch}, Node ${node}, load ${load} before it began.`,
    ...(load > cores / 2 ? ['**The machine was busy with other things: its figures are not to be trusted.**'] : []),
    `Beside: ${Object.entries(packages).map(([name, version]) => `${name} ${version}`).join(', ')}.`,
    `Met: ${goals.filter(({ isMet }) => isMet).length} of ${plural(goals.length, 'goal')}. A ratio is the median of those of all rounds, ours over theirs; the middle half of them lies in the next column.`,
    ...(unsure.length > 0 ? [`~ marks ${plural(unsure.length, 'line')} whose rounds differ so much that another run may say otherwise.`] : []),
    ...new Set(rows.flatMap(({ goal, note }) => (note === undefined ? [] : [`${goal}: ${note}`]))),
  ];
}

/** The page beside a results file. */
export const page = (results: Results): string => `# Figures of ${results.at.slice(0, 10)}

Written by \`pnpm bench --write\`; what each line is, says [the README](../README.md).

${table(results.rows)}

${remarks(results).join('\n\n')}
`;
