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
  /** Checks one answer. */
  readonly check: (text: string) => boolean;
}

/** The CPU time of the server at `url` for one request, in milliseconds: its own, whatever else the machine does. */
export async function serverCpu(url: string, { path, body, requests, connections, check }: Load): Promise<number> {
  const pool = new Pool(url, { connections });
  const before = await usedBy(url);
  let left = requests;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const text = await answer.text();
      if (statusCode !== 200 || !check(text)) throw new Error(`${url} answered ${statusCode}: ${text.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  await pool.close();
  return ((await usedBy(url)) - before) / 1_000 / requests;
}
