import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { SourceFailure } from './source-failure.ts';

/**
 * Unpacks one file of a zip archive, as a stream.
 *
 * @throws SourceFailure if it is not inside
 */
export async function unzipEntry(archive: string, name: string, to: string, signal: AbortSignal): Promise<void> {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== name) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(to), { signal });
      return;
    }
    throw new SourceFailure(`no ${name} in the wheel`);
  } finally {
    zip.close();
  }
}
