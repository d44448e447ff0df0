import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.png': 'image/png' };
const isFile = (file) => existsSync(file) && statSync(file).isFile();

/** Serves a built site on a free port of this machine, as a host of static pages does: `/start` is `start.html`. */
export async function serveSite(folder) {
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://site');
    const place = path.join(folder, decodeURIComponent(pathname)); // join leaves no `..` that a URL did not resolve
    const file = [place, `${place}.html`, path.join(place, 'index.html')].find(isFile);
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': types[path.extname(file ?? '404.html')] ?? 'application/octet-stream' });
    createReadStream(file ?? path.join(folder, '404.html')).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
