import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/** Bytes of a built entry, minified and compressed with brotli; what the package depends on is not counted. */
export async function sizeOf(file) {
  const build = await rolldown({ input: file, external: (id) => !id.startsWith('.') && !path.isAbsolute(id), logLevel: 'silent' });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  return brotliCompressSync(output.map(({ code }) => code ?? '').join('\n')).length;
}
