import type { Outcome } from './outcome.ts';
import type { SubjectName } from './subjects.ts';

/** Where ours differs from the AI SDK's on purpose. Documentation shows these rows, and tests ask that each is still true. */
export interface Difference<Place> {
  /** @default every wire */
  readonly wire?: SubjectName | undefined;
  readonly places: readonly Place[];
  /** The recordings or requests that show it: every one of them must. @default any, and at least one */
  readonly shownBy?: readonly string[] | undefined;
  /** Whether two values differ in just this way. @default however they differ */
  readonly holds?: ((ours: unknown, theirs: unknown) => boolean) | undefined;
  readonly ours: string;
  readonly theirs: string;
  readonly why: string;
}

/** One difference that was seen. */
export interface Finding<Place> {
  readonly wire: SubjectName;
  readonly shownBy: string;
  readonly place: Place;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** The rows that explain a finding. */
export function explain<Place>({ wire, shownBy, place, ours, theirs }: Finding<Place>, rows: readonly Difference<Place>[]): readonly Difference<Place>[] {
  return rows.filter(
    (row) => (row.wire ?? wire) === wire && row.places.includes(place) && (row.shownBy?.includes(shownBy) ?? true) && (row.holds?.(ours, theirs) ?? true),
  );
}

/** The rows of a wire that nothing shows any more, with the names that should. */
export function outdated<Place>(findings: readonly Finding<Place>[], rows: readonly Difference<Place>[]): readonly string[] {
  return rows.flatMap((row) => {
    const seen = new Set(findings.filter((finding) => explain(finding, [row]).length > 0).map(({ shownBy }) => shownBy));
    const missing = row.shownBy?.filter((name) => !seen.has(name)) ?? (seen.size > 0 ? [] : ['any']);
    return missing.map((name) => `${name}: ${row.ours}`);
  });
}

/** Rows as a table of Markdown. */
export function tableOf(rows: readonly Difference<string>[]): string {
  const lines = rows.map(({ wire = 'all', places, ours, theirs, why }) => `| ${wire} | ${places.map((place) => `\`${place}\``).join(', ')} | ${ours} | ${theirs} | ${why} |`);
  return ['| wire | where | ours | theirs | why |', '|---|---|---|---|---|', ...lines].join('\n');
}

/** A field of an {@link Outcome}. */
export type OutcomeField = keyof Outcome;
