import path from 'node:path';

/** Characters of code that importing an entry may load without a use for them. */
const mostAlien = 4_000;

/**
 * Which entry's file a module goes into. What several entries share goes to the one that needs least from outside (the first of
 * equals), so that there is no further file for it and importing an entry never loads what it has no use for. Undefined where none
 * needs least, or where that one is a large thing of its own: then what they share gets a file of its own. A package's main entry is
 * loaded by nearly everybody, however large. A program is nobody's library: importing it would run it.
 */
export function ownerOf(id, entries, getModuleInfo) {
  const sharing = entries.map((entry) => ({ entry, reach: reachOf(entry.id, getModuleInfo) })).filter(({ reach }) => reach.inside.has(id));
  const least = sharing.find(({ reach }) => sharing.every((other) => reach.outside.isSubsetOf(other.reach.outside)))?.entry;
  if (least === undefined || least.executable) return undefined;
  const { inside } = reachOf(least.id, getModuleInfo);
  const alien = (other) => [...inside.difference(other.reach.inside)].reduce((total, module) => total + (getModuleInfo(module)?.code?.length ?? 0), 0);
  return least.file === 'index' || sharing.every((other) => alien(other) <= mostAlien) ? least : undefined;
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
