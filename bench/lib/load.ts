import { Pool, request } from 'undici';
import type { Used } from './used.ts';

/** What a server says that it has used. */
export async function usedBy(told: string): Promise<Used> {
  const { body } = await request(told);
  return (await body.json()) as Used;
}

/** What is asked of a server, and how often. */
export interface Load {
  readonly path: string;
  readonly body: string;
  readonly requests: number;
  readonly connections: number;
  /** @default none besides those of JSON */
  readonly headers?: { readonly [name: string]: string } | undefined;
  /** Checks one answer. */
  readonly check: (text: string) => boolean;
}

/** Asks so often, over so many connections, and checks each answer. */
export async function drive(url: string, { path, body, requests, connections, headers, check }: Load): Promise<void> {
  const pool = new Pool(url, { connections });
  let left = requests;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
      const text = await answer.text();
      if (statusCode !== 200 || !check(text)) throw new Error(`${url} answered ${statusCode}: ${text.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  await pool.close();
}

/** The CPU time of a server for one request, in milliseconds: its own, whatever else the machine does. It says so itself at `told`. */
export async function serverCpu({ url, told }: { readonly url: string; readonly told: string }, load: Load): Promise<number> {
  const before = await usedBy(told);
  await drive(url, load);
  const after = await usedBy(told);
  return (after.user + after.system - before.user - before.system) / 1_000 / load.requests;
}
