import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer of the plainest kind. */
export interface Balancer extends AsyncDisposable {
  readonly url: string;
  readonly add: (gateway: string) => void;
  readonly remove: (gateway: string) => void;
}

/** Milliseconds between two looks at `/readyz`. */
const interval = 100;

/** Sends each request to the next gateway that says it is ready, and tries nothing twice: what a gateway drops is lost. */
export async function startBalancer(): Promise<Balancer> {
  const ready = new Map<string, boolean>();
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const look = setInterval(() => {
    for (const url of ready.keys()) {
      const tell = (isReady: boolean): void => {
        if (ready.has(url)) ready.set(url, isReady);
      };
      fetch(`${url}/readyz`).then(({ ok }) => tell(ok), () => tell(false));
    }
  }, interval);
  const server = createServer((asked, answer) => {
    const urls = [...ready].filter(([, isReady]) => isReady).map(([url]) => url);
    const url = urls[turn++ % urls.length];
    if (url === undefined) return void answer.writeHead(503).end();
    const { host: _host, ...headers } = asked.headers;
    const passed = request(url + (asked.url ?? ''), { method: asked.method, headers, agent }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.on('error', () => answer.destroy()).pipe(answer);
    });
    passed.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (gateway) => void ready.set(gateway, false),
    remove: (gateway) => void ready.delete(gateway),
    async [Symbol.asyncDispose]() {
      clearInterval(look);
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
