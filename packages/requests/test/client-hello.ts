/** One extension of a ClientHello. */
export interface Extension {
  readonly type: number;
  readonly data: Buffer;
}

/** A TLS ClientHello, as far as a browser is known by it (RFC 8446, 4.1.2). */
export interface ClientHello {
  readonly recordVersion: number;
  readonly version: number;
  readonly sessionIdLength: number;
  readonly cipherSuites: readonly number[];
  readonly compressionMethods: readonly number[];
  readonly extensions: readonly Extension[];
}

/** Takes what has a length before it off a buffer, piece by piece. */
export function reader(bytes: Buffer) {
  let at = 0;
  const take = (length: number): Buffer => bytes.subarray(at, (at += length));
  const number = (size: 1 | 2 | 3): number => take(size).readUIntBE(0, size);
  return { number, take, counted: (size: 1 | 2 | 3): Buffer => take(number(size)), isAtEnd: () => at >= bytes.length };
}

/** A list of numbers of two bytes. */
export function numbers(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));
}

/** A random value of RFC 8701, as the fixture writes it. */
export const named = (value: number): number | 'GREASE' => ((value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff) ? 'GREASE' : value);

/** Whether the bytes hold the whole first record. */
export const isWhole = (bytes: Buffer): boolean => bytes.length >= 5 && bytes.length >= 5 + bytes.readUInt16BE(3);

export function parseClientHello(bytes: Buffer): ClientHello {
  const record = reader(bytes);
  record.number(1);
  const recordVersion = record.number(2);
  const handshake = reader(record.counted(2));
  handshake.number(1);
  const hello = reader(handshake.counted(3));
  const version = hello.number(2);
  hello.take(32);
  const sessionIdLength = hello.counted(1).length;
  const cipherSuites = numbers(hello.counted(2));
  const compressionMethods = [...hello.counted(1)];
  const list = reader(hello.counted(2));
  const extensions: Extension[] = [];
  while (!list.isAtEnd()) extensions.push({ type: list.number(2), data: list.counted(2) });
  return { recordVersion, version, sessionIdLength, cipherSuites, compressionMethods, extensions };
}
