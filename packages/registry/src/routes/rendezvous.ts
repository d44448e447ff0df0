/** FNV-1a over UTF-16 units, 32 bits, then the finaliser of MurmurHash3, so that names that differ in their last letter lie far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * Orders things for a key, so that each key has its own order and all keys share the things evenly. When one comes or goes, only
 * its own keys move: the order of the others stands (rendezvous hashing, Thaler and Ravishankar 1998).
 */
export function rendezvous<T extends { readonly id: string }>(key: string, things: readonly T[]): readonly T[] {
  return things.map((thing) => ({ thing, score: hash(`${thing.id}\n${key}`) })).toSorted((a, b) => b.score - a.score).map(({ thing }) => thing);
}
