import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { listenRecorder, secretsOf, writeRecording, type Recorder, type Recording } from '@g4f/testkit/recordings';
import { answer } from '../chat/answer.ts';
import { readPrompt } from '../chat/read-prompt.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findProviders } from '../find-providers.ts';
import type { Io } from '../io.ts';
import { createTerminal, type Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../usage-error.ts';

/** What is recorded: all that a client of one's own asks a service, or one question to a provider. */
export interface RecordOptions {
  readonly to?: string | undefined;
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly out: string;
}

const endings = { whole: '', cut: ', cut off by the service', left: ', left by its client' } as const;

/** A name for the next file: a number, and what was asked. */
async function nextFile(out: string, { request: { method, path: asked } }: Recording): Promise<string> {
  await mkdir(out, { recursive: true });
  const numbers = (await readdir(out)).map((name) => Number(/^\d+(?=-)/.exec(name)?.[0] ?? 0));
  const words = `${method}${asked.replace(/\?.*/, '')}`.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-').replace(/-$/, '');
  return path.join(out, `${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}-${words.slice(0, 60)}.jsonl`);
}

/** Starts a recorder that writes a file for each exchange, one after the other, and says so. */
function startRecorder(to: string, out: string, { env, cwd }: Io, terminal: Terminal): Promise<Recorder> {
  const folder = path.resolve(cwd, out);
  let last = Promise.resolve();
  const write = async (recording: Recording): Promise<void> => {
    const file = await nextFile(folder, recording);
    await writeRecording(file, recording);
    const { status, chunks, end } = recording.answer;
    terminal.note(`wrote ${path.join(out, path.basename(file))}: ${status}, ${chunks.length} ${chunks.length === 1 ? 'chunk' : 'chunks'}${endings[end]}`);
  };
  return listenRecorder({
    to,
    env,
    secrets: secretsOf(env),
    onRecording: (recording) => (last = last.catch(() => undefined).then(() => write(recording))),
    onFailure: (error, asked) => {
      terminal.fail(`${asked} was not recorded: ${error instanceof Error ? error.message : String(error)}`);
    },
  });
}

/** Hands everything on to a service until it is stopped. */
async function recordClient(to: string, out: string, io: Io, terminal: Terminal): Promise<ExitCode> {
  await using recorder = await startRecorder(to, out, io, terminal);
  terminal.note(`what ${new URL(to).origin} says is recorded into ${out}; point a client at the address below, Ctrl-C ends`);
  await terminal.write(`${recorder.url}\n`);
  if (!io.signal.aborted) await once(io.signal, 'abort');
  return exitCodes.ok;
}

/** Asks a provider through a recorder that stands where its service does. */
async function recordQuestion(id: string, prompt: string, { model, out }: RecordOptions, io: Io, terminal: Terminal): Promise<ExitCode> {
  const { providers } = await findProviders({ provider: id }, io);
  const known = providers.find((provider) => provider.id === id);
  if (known === undefined) throw new UsageError(`-p: there is no provider ${JSON.stringify(id)}; there are ${providers.map((provider) => provider.id).join(', ')}`);
  await using recorder = await startRecorder(new URL(known.url).origin, out, io, terminal);
  const baseUrl = recorder.url + new URL(known.url).pathname.replace(/\/$/, '');
  const found = await findProviders({ provider: id, baseUrl }, io).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`record -p asks by the base URL of a provider, and ${id} takes none; record --to ${known.url} stands before the service for any client`);
  });
  const provider = found.providers.find((each) => each.id === id) ?? known;
  const asked = { provider, who: () => ({ id, model }), ignoresSystem: false };
  // No proxy on the way to this machine; the recorder takes the environment's.
  const given = await answer(asked, { model, messages: [{ role: 'user', content: prompt }] }, { signal: io.signal, proxy: '' }, { io, terminal, json: false });
  if ('error' in given) throw given.error;
  return exitCodes.ok;
}

/** `g4f record`: writes down what a service says, without the keys. */
export async function record(words: readonly string[], options: RecordOptions, io: Io): Promise<ExitCode> {
  const { to, provider, out } = options;
  const terminal = createTerminal(io);
  if ((to === undefined) === (provider === undefined)) throw new UsageError('record takes --to <address> to stand before a service, or -p <provider> and a question to ask one');
  if (to !== undefined && words.length > 0) throw new UsageError('record --to asks nothing itself: a client does, at the address that it prints; to ask a question, say -p <provider>');
  if (to !== undefined) return recordClient(to, out, io, terminal);
  const prompt = await readPrompt(words, io);
  if (provider === undefined || prompt === undefined) throw new UsageError('record -p takes a question: say what to ask');
  return recordQuestion(provider, prompt, options, io, terminal);
}
