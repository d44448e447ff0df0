const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Makes up the id of a tool call, for a service that gives none. */
export function makeToolCallId(): string {
  const random = crypto.getRandomValues(new Uint8Array(24));
  return `call_${Array.from(random, (byte) => letters[byte % letters.length]).join('')}`;
}

/**
 * An id of so many letters and digits, for a service that takes no other: the same for the same id, so that a call and its result keep
 * together. One that fits stays as it is.
 *
 * @example
 * shortToolCallId('call_1', 9).length; // 9
 */
export function shortToolCallId(id: string, length: number): string {
  if (id.length === length && /^[a-zA-Z0-9]+$/.test(id)) return id;
  // FNV-1a over 64 bits, and then a digit of the base for each letter.
  let hash = 0xcbf29ce484222325n;
  for (const character of id) hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  let short = '';
  for (const base = BigInt(letters.length); short.length < length; hash = hash / base || BigInt(short.length)) short += letters[Number(hash % base)] ?? '';
  return short;
}
