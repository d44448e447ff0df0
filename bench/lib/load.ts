import { Pool, request } from 'undici';

/** What a process has used, as it says itself. */
async function usedBy(url: string): Promise<number> {
  const { body } = await request(`${url}/cpu`);
  const { user, system } = (await body.json()) as { readonly user: number; readonly system: number };
  return user + system;
}

/** What is asked of a server, and how often. */
export interface Load {
  readonly path: string;
  readonly body: string;
  readonly requests: number;
  readonly connections: number;
  /** @default none besides those of JSON */
  readonly headers?: { readonly [name: string]: string };
  /** Checks one answer. */
  readonly check: (text: string) => boolean;
}

/** The CPU time of the server at `url` for one request, in milliseconds: its own, whatever else the machine does. It says so itself at `told`. */
export async function serverCpu(url: string, { path, body, requests, connections, headers, check }: Load, told = url): Promise<number> {
  const pool = new Pool(url, { connections });
  const before = await usedBy(told);
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
  return ((await usedBy(told)) - before) / 1_000 / requests;
}
