import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { KeyStorage } from './key-storage.ts';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Error(`it cannot be read (${String(codeOf(error))})`, { cause: error });
  }
}

/** Writes a file that nobody else may read, as a whole: whoever reads it meanwhile has the old one. */
async function writeText(file: string, text: string): Promise<void> {
  const other = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(other, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(other, file);
  } catch (error) {
    await rm(other, { force: true }).catch(() => undefined);
    throw new Error(`it cannot be written (${String(codeOf(error))})`, { cause: error });
  }
}

/**
 * Keeps keys in a file of this machine, which all processes that are given it share. Only its owner may read it.
 *
 * @param file absolute; made when the first key is
 */
export function createFileStorage(file: string): KeyStorage {
  let seen: string | undefined;

  /** Another for every file that was put in place of it. */
  const markOf = async (): Promise<string> => {
    try {
      const { ino, mtimeMs, size } = await stat(file);
      return `${ino} ${mtimeMs} ${size}`;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 'none';
      throw new Error(`it cannot be read (${String(codeOf(error))})`, { cause: error });
    }
  };

  return {
    name: path.basename(file),
    async read() {
      const before = seen;
      seen = undefined; // after a failure it is read anew
      const mark = await markOf();
      const found = mark === before ? 'same' : { text: await readText(file) };
      seen = mark; // one that was replaced between the two is read once more
      return found;
    },
    async update(change) {
      const { default: lockfile } = await import('proper-lockfile');
      const release = await lockfile.lock(file, { realpath: false, retries: { retries: 20, minTimeout: 20, maxTimeout: 200 } }).catch((error: unknown) => {
        throw new Error(`it cannot be written (${String(codeOf(error))})`, { cause: error });
      });
      try {
        const text = change(await readText(file));
        await writeText(file, text);
        return text;
      } finally {
        await release();
      }
    },
  };
}
