/** Where two bodies differ, by the path of the field; what one of them lacks is undefined. */
export interface BodyDifference {
  readonly place: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Compares two JSON values field by field. Indexes of lists are left out of paths: `messages[].content`. */
export function compareBodies(ours: unknown, theirs: unknown, place = ''): readonly BodyDifference[] {
  if (isTree(ours) && isTree(theirs) && Array.isArray(ours) === Array.isArray(theirs)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
    return keys.flatMap((key) => compareBodies(ours[key], theirs[key], Array.isArray(ours) ? `${place}[]` : place === '' ? key : `${place}.${key}`));
  }
  return Object.is(ours, theirs) ? [] : [{ place, ours, theirs }];
}
