import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ModelSource } from '../src/model-source.ts';

/** A made-up file that begins as a GGUF file does. */
export const bytes = Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(300_000, 'a few weights, ')]);

/** A source of {@link bytes}, in the shape of the real one. */
export const smallModel = {
  id: 'small',
  file: 'small.gguf',
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  huggingFace: { repository: 'someone/small-GGUF', revision: 'abc123' },
  wheel: { name: 'small-wheel', version: '1.0', path: 'small_wheel/small.gguf' },
} as const satisfies ModelSource;

/** A zip archive with one file in it, not compressed. Layout: section 4.3 of PKWARE's APPNOTE.TXT. */
export function zipOf(name: string, content: Buffer): Buffer {
  const path = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(path.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, content]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, Buffer.alloc(14), path]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
