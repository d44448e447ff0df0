import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const main = path.join(import.meta.dirname, '../src/main.ts');

/** A gateway in a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly out: () => string;
  readonly err: () => string;
  /** Waits until something was written. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<number | null>;
}

/** Starts `g4f serve` as a user does, without its page unless that is what is tried, and waits until it listens; rejects with what it said where it does not. */
export async function start(argv: readonly string[] = [], { env = {}, cwd = tmpdir(), hasPage = false }: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly hasPage?: boolean } = {}): Promise<Running> {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...(hasPage ? [] : ['--no-page']), ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], G4F_PROVIDERS: 'openai', NO_PROXY: '*', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { out: '', err: '' };
  const heard = new EventTarget();
  child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()) && heard.dispatchEvent(new Event('data')));
  child.stderr.on('data', (chunk: Buffer) => (written.err += chunk.toString()) && heard.dispatchEvent(new Event('data')));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(written.out + written.err);
      if (found !== null) return found;
      const code = await Promise.race([once(heard, 'data').then(() => undefined), ended.then((code) => ({ code }))]);
      if (code !== undefined) throw new Error(`it ended with ${code.code}, and never said ${pattern.source}:\n${written.out}${written.err}`);
    }
  };
  const [, url = ''] = await says(/(?:listens on |"url":")(http:\/\/[\d.:]+)/);
  return { child, url, out: () => written.out, err: () => written.err, says, ended };
}

/** Runs `g4f serve` where it is not to come to listening. */
export async function fails(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [main, 'serve', '--no-page', ...argv], { cwd: tmpdir(), env: { PATH: process.env['PATH'], G4F_PROVIDERS: 'openai', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, err };
}

/** Writes a file into a folder of its own, which is gone after the test. */
export async function file(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'g4f-serve-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const place = path.join(folder, name);
  await writeFile(place, text);
  return place;
}
