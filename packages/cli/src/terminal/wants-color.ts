/**
 * Whether a stream gets colours: `NO_COLOR` forbids them, `FORCE_COLOR` orders them (`0` and `false` forbid), and otherwise a
 * terminal that is not dumb has them. Source: no-color.org, force-color.org.
 */
export function wantsColor(env: { readonly [name: string]: string | undefined }, isTTY: boolean): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return isTTY && env['TERM'] !== 'dumb';
}
