import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const fromElsewhere = (id) => !id.startsWith('.') && !path.isAbsolute(id) && !id.startsWith('\0');

/** The chunks that the entry leads to. One that only an import led to which fell away is in the output all the same. */
function reachable(output) {
  const chunks = output.filter(({ type }) => type === 'chunk');
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports, dynamicImports } of found) for (const chunk of chunks) if ([...imports, ...dynamicImports].includes(chunk.fileName)) found.add(chunk);
  return [...found];
}

async function bundled(options) {
  const build = await rolldown({ external: fromElsewhere, logLevel: 'silent', ...options });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  const text = reachable(output).map(({ code }) => code).join('\n');
  return text.trim() === '' ? 0 : brotliCompressSync(text).length;
}

/** Bytes of a built entry, minified and compressed with brotli; what the package depends on is not counted. */
export const sizeOf = (file) => bundled({ input: file });

/** Bytes that a bundle grows by whoever imports some names of a built entry and uses them; with no name, whoever imports it and uses nothing. */
export function sizeOfNames(file, names) {
  const used = names.length === 0 ? '' : `export { ${names.join(', ')} } from ${JSON.stringify(file)};`;
  const plugin = {
    name: 'one-import',
    resolveId: (id) => (id === 'importer' ? '\0importer' : undefined),
    load: (id) => (id === '\0importer' ? { code: `import ${JSON.stringify(file)};\n${used}` } : undefined),
  };
  return bundled({ input: 'importer', plugins: [plugin], external: (id) => id !== 'importer' && fromElsewhere(id) });
}
