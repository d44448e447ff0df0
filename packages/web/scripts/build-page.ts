import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'dist/page');
const stamp = path.join(folder, '.sources');
const lock = path.join(root, 'dist/.building');

/** Milliseconds after which who holds the lock is taken for dead. */
const deadAfter = 120_000;

/** What the page is made of, as one digest. */
function digestOfSources(): string {
  const files = globSync(['src/**/*', 'public/**/*', 'scripts/*', 'vite/*', 'index.html', 'vite.config.js', 'package.json'], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test(?:-d)?\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of [...files, path.join(root, '../../pnpm-lock.yaml')]) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const isFresh = (digest: string): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;

/** Builds beside the folder and then puts it in its place, so that nobody sees half a page. */
async function buildPage(digest: string): Promise<void> {
  const fresh = path.join(root, `dist/.page-${process.pid}`);
  const old = `${fresh}-old`;
  try {
    // Loading Vite takes longer than finding out that there is nothing to build.
    const { build } = await import('vite');
    await build({ root, configFile: path.join(root, 'vite.config.js'), logLevel: 'error', build: { outDir: fresh, emptyOutDir: true } });
    await writeFile(path.join(fresh, '.sources'), digest);
    if (existsSync(folder)) await rename(folder, old);
    await rename(fresh, folder);
  } finally {
    await Promise.all([fresh, old].map((each) => rm(each, { recursive: true, force: true })));
  }
}

/** Waits until nobody else builds. */
async function takeLock(): Promise<void> {
  await mkdir(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      await mkdir(lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const age = await stat(lock).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);
      if (age > deadAfter) await rm(lock, { recursive: true, force: true });
      await sleep(100);
    }
  }
}

/**
 * Builds the page where it is missing, or made of other sources than those that are there.
 *
 * @param onBuild told before that is done
 */
export async function ensurePage(onBuild?: () => void): Promise<void> {
  const digest = digestOfSources();
  if (isFresh(digest)) return;
  onBuild?.();
  await takeLock();
  try {
    if (!isFresh(digest)) await buildPage(digest);
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

if (import.meta.main) await ensurePage(() => process.stdout.write('building the page…\n'));
