import satisfies from 'spdx-satisfies';

/**
 * What a package that ours bring along may be licensed under: all let a closed program hold it, and ask for no more than that their notice
 * is kept. Whoever adds one says why here.
 */
const allowed = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0'];

const said = ({ licenses = [] }) => licenses.map(({ expression, license }) => expression ?? license?.id ?? license?.name);

function isAllowed(expression) {
  try {
    return satisfies(expression, allowed);
  } catch {
    return false; // no SPDX expression
  }
}

/** The components of bills that are licensed otherwise, or do not say how, in words. */
export function licenceFaults(bills) {
  const faults = new Set();
  for (const component of bills.flatMap(({ components }) => components)) {
    const found = said(component);
    if (found.length === 0) faults.add(`${component.purl} says no licence`);
    for (const expression of found) if (!isAllowed(expression)) faults.add(`${component.purl} is licensed ${expression}`);
  }
  return [...faults].sort();
}

/** How many components carry each licence. */
export function licenceCounts(bills) {
  const counts = {};
  for (const [, expressions] of new Map(bills.flatMap(({ components }) => components).map((each) => [each.purl, said(each)]))) for (const each of expressions) counts[each] = (counts[each] ?? 0) + 1;
  return Object.entries(counts).sort(([, a], [, b]) => b - a);
}
