/** Leaves out what was not asked. */
export function given<T extends object>(fields: T): T {
  const kept = { ...fields };
  for (const name in kept) if (kept[name] === undefined) Reflect.deleteProperty(kept, name);
  return kept;
}
