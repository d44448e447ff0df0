import path from 'node:path';

/**
 * Which entry's file a module goes into. What several entries share goes to the one that needs least from outside (the first of
 * equals), so that there is no further file for it and importing an entry never loads what it has no use for. Undefined where none
 * needs least: then what they share gets a file of its own. A program is nobody's library: importing it would run it.
 */
export function ownerOf(id, entries, getModuleInfo) {
  const sharing = entries.map((entry) => ({ entry, reach: reachOf(entry.id, getModuleInfo) })).filter(({ reach }) => reach.inside.has(id));
  const least = sharing.find(({ reach }) => sharing.every((other) => reach.outside.isSubsetOf(other.reach.outside)))?.entry;
  return least?.executable ? undefined : least;
}

function reachOf(id, getModuleInfo, reach = { inside: new Set(), outside: new Set() }) {
  if (reach.inside.has(id)) return reach;
  reach.inside.add(id);
  for (const next of getModuleInfo(id)?.importedIds ?? []) {
    if (path.isAbsolute(next) || next.startsWith('\0')) reachOf(next, getModuleInfo, reach);
    else reach.outside.add(next);
  }
  return reach;
}
