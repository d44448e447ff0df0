import http, { type IncomingHttpHeaders, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import { buffer } from 'node:stream/consumers';
import { listen } from '../servers/listen.ts';
import type { Loopback } from '../servers/loopback.ts';
import type { RecordedChunk, RecordedEnd, RecordedHeaders, Recording } from './recording.ts';
import { scrubRecording } from './scrub-recording.ts';

/** What is recorded, and what becomes of it. */
export interface RecorderOptions {
  /** The service: an `http:` or `https:` address. A path in it stands before the paths of requests. */
  readonly to: string;
  /** Handed each exchange once it has ended, scrubbed. What it throws goes to `onFailure`. */
  readonly onRecording: (recording: Recording) => Promise<void> | void;
  /** Told what could not be recorded: the service could not be reached, or `onRecording` threw. @default a warning of the process */
  readonly onFailure?: ((error: unknown, asked: string) => void) | undefined;
  /** What must not show, besides what the headers of a request hold. See {@link scrubRecording}. @default none */
  readonly secrets?: readonly string[] | undefined;
  /** Where `HTTPS_PROXY` and its like are looked up. Node 22.21 and later honour them. @default none */
  readonly env?: { readonly [name: string]: string | undefined } | undefined;
  /** Where it came from, for the files. @default the service's origin and the day */
  readonly from?: string | undefined;
}

/** A recorder that listens. */
export interface Recorder extends Loopback {
  /** Ends every exchange, waits until each is handed over, and stops listening. */
  close(): Promise<void>;
}

/** Headers that belong to one connection, and are not handed on. */
const hopByHop: ReadonlySet<string> = new Set(['connection', 'expect', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'host']);

const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders => Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));

const joined = (headers: IncomingHttpHeaders): RecordedHeaders =>
  Object.fromEntries(Object.entries(endToEnd(headers)).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')]])));

/** Milliseconds, to a tenth. */
const since = (start: number): number => Math.round((performance.now() - start) * 10) / 10;

/** Hands an answer on as it comes, and gives what came. */
async function passOn(answer: IncomingMessage, response: ServerResponse, start: number): Promise<{ readonly chunks: readonly RecordedChunk[]; readonly end: RecordedEnd }> {
  const chunks: RecordedChunk[] = [];
  response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers)).flushHeaders();
  const end = await new Promise<RecordedEnd>((resolve) => {
    answer.on('data', (bytes: Buffer) => {
      chunks.push({ at: since(start), bytes: new Uint8Array(bytes) });
      if (!response.write(bytes)) answer.pause();
    });
    response.on('drain', () => answer.resume()).once('close', () => resolve('left'));
    answer.once('end', () => resolve('whole')).once('error', () => resolve('cut'));
  });
  if (end === 'whole') response.end();
  else response.destroy();
  answer.destroy();
  return { chunks, end };
}

const warn: NonNullable<RecorderOptions['onFailure']> = (error, asked) => {
  process.emitWarning(`nothing was recorded of ${asked}: ${error instanceof Error ? error.message : String(error)}`);
};

/**
 * Starts a proxy that records: it hands each request on to a service and its answer back as it comes, and gives every exchange, with
 * keys, cookies and accounts struck out, to `onRecording`.
 *
 * @throws TypeError for a service that is no http address
 * @example
 * await using recorder = await listenRecorder({ to: 'https://api.example.com', onRecording: (recording) => writeRecording('weather.jsonl', recording) });
 * await createMine({ baseURL: recorder.url }).createAsync({ messages });
 */
export async function listenRecorder({ to, onRecording, onFailure = warn, secrets = [], env = {}, from }: RecorderOptions): Promise<Recorder> {
  const service = new URL(to);
  if (!/^https?:$/.test(service.protocol)) throw new TypeError('to must be an http: or https: address');
  const { Agent, request } = service.protocol === 'https:' ? https : http;
  const agent = new Agent({ proxyEnv: env });
  const running = new Set<Promise<void>>();

  const record = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const { method = 'GET', url = '/', headers } = incoming;
    const path = service.pathname.replace(/\/$/, '') + url;
    const start = performance.now();
    // Compressed bytes would be neither readable nor searched for keys.
    const asked = { ...endToEnd(headers), host: service.host, 'accept-encoding': 'identity' };
    const outgoing = request(new URL(path, service), { method, headers: asked, agent });
    response.once('close', () => outgoing.destroy());
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve).on('error', reject).end(body);
    });
    const { chunks, end } = await passOn(answer, response, start);
    const recording: Recording = {
      from: from ?? `${service.origin} on ${new Date().toISOString().slice(0, 10)}`,
      request: { method, path, headers: joined(headers), body: new Uint8Array(body) },
      answer: { status: answer.statusCode ?? 0, headers: joined(answer.headers), chunks, end },
    };
    await onRecording(scrubRecording(recording, secrets));
  };

  const handle: RequestListener = (incoming, response) => {
    const run = record(incoming, response)
      .catch((error: unknown) => {
        onFailure(error, `${incoming.method ?? ''} ${incoming.url?.replace(/\?.*/, '') ?? ''}`);
        if (!response.headersSent && !response.destroyed) response.writeHead(502, { 'content-type': 'text/plain' }).end(`the recorder could not reach ${service.host}`);
      })
      .finally(() => running.delete(run));
    running.add(run);
  };
  const server = await listen(handle);
  const close = async (): Promise<void> => {
    await server.close();
    await Promise.all(running);
    agent.destroy();
  };
  return { ...server, close, [Symbol.asyncDispose]: close };
}
