import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

const modes = ['works', 'slow-drip', 'split-characters', 'cut', 'cut-content-length', 'never-ends', 'upstream-unfinished', 'challenge-200', 'challenge-403', 'rate-limited-seconds', 'stalls-before-headers', 'stalls-after-headers'];

/** Lets pages of every origin ask. */
function allowEveryOrigin({ server }) {
  const [answer] = server.listeners('request');
  server.removeAllListeners('request').on('request', (request, response) => {
    for (const what of ['origin', 'headers', 'methods']) response.setHeader(`access-control-allow-${what}`, '*');
    response.setHeader('access-control-expose-headers', '*');
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else answer(request, response);
  });
}

const pages = {
  '/': (_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>Smoke</title>'),
  '/gzip': (_, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync('{"it":"Привет, 你好 🌍"}')),
  '/none': (_, response) => response.writeHead(204).end(),
  '/moved': (_, response) => response.writeHead(302, { location: '/gzip' }).end(),
  '/echo': async (request, response) => {
    const { method, headers } = request;
    response.end(JSON.stringify({ method, type: headers['content-type'], it: headers['x-it'], body: await text(request) }));
  },
};

/**
 * Starts what `requests-smoke.js` asks, with the packed testkit: its `urls`, and what tells whether an answer that never ends was let
 * go. `serve` adds a script to the server of the page.
 */
export async function smokeServers({ aibnServer, listen }) {
  const servers = new AsyncDisposableStack();
  const closed = servers.use(await listen(() => undefined));
  await closed.close();
  const upstreams = Object.fromEntries(await Promise.all(modes.map(async (mode) => [mode, servers.use(await aibnServer({ mode }))])));
  const routes = { ...pages };
  const web = servers.use(await listen((request, response) => void (routes[request.url] ?? routes['/none'])(request, response)));
  routes['/cut'] = (_, response) => {
    upstreams['never-ends'].server.closeAllConnections();
    response.end();
  };
  for (const each of [...Object.values(upstreams), web]) allowEveryOrigin(each);
  const urls = Object.fromEntries(Object.entries({ ...upstreams, web, closed }).map(([name, { url }]) => [name, url]));
  return {
    urls,
    serve: (path, type, body) => (routes[path] = (_, response) => response.setHeader('content-type', type).end(body)),
    /** Throws if an answer that was left is still being sent. */
    async assertLeft() {
      for (const mode of ['never-ends', 'upstream-unfinished']) {
        const call = upstreams[mode].calls.at(-1);
        const how = await Promise.race([call?.closed, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
        if (how === undefined) throw new Error(`${mode}: the connection of an answer that was left is still open`);
      }
    },
    [Symbol.asyncDispose]: () => servers.disposeAsync(),
  };
}
