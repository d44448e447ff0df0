import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { request, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';
import { createAccess } from '../access/create-access.ts';
import { createPage } from '../node.ts';

const html = '<!doctype html><title>the page</title>';
const script = 'console.log("the script of the page")';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'g4f-page-'));
  const files = { 'index.html': html, 'icon.svg': '<svg/>', '.sources': 'secret', 'notes.md': 'secret', 'assets/main-1.js': script, 'assets/main-1.js.br': brotliCompressSync(script), 'assets/main-1.js.gz': gzipSync(script), 'assets/f.woff2': 'font' };
  await mkdir(path.join(folder, 'assets'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(folder, name), bytes);
  await writeFile(path.join(folder, '../g4f-beside.js'), 'beside');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(path.join(folder, '../g4f-beside.js'), { force: true });
});

const serve = (options = {}) => serveProviders([scripted('one', ['Hi']).provider], { page: createPage(folder), ...options });

interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** Asks as it is told: `fetch` decodes, and sets headers of its own. */
async function get(url: string, headers: { readonly [name: string]: string } = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    request(url, { headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) }));
    }).on('error', reject).end();
  });
}

const browser = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };

describe('the page', () => {
  test('is for browsers, and the plain list for everybody else', async () => {
    await using served = await serve();
    const page = await get(`${served.url}/`, browser);
    expect([page.status, page.headers['content-type'], page.bytes.toString()]).toEqual([200, 'text/html; charset=utf-8', html]);
    for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }, { accept: 'text/html;q=0, */*' }]) {
      const list = await get(`${served.url}/`, headers);
      expect([list.headers['content-type'], list.bytes.toString()]).toEqual(['text/plain; charset=utf-8', expect.stringContaining('POST   /v1/chat/completions')]);
      expect(list.headers.vary).toContain('accept');
    }
  });

  test('lets nothing run or load but what comes from here', async () => {
    await using served = await serve();
    for (const name of ['/', '/icon.svg', '/assets/main-1.js']) {
      const { headers } = await get(served.url + name, browser);
      const policy = Object.fromEntries(String(headers['content-security-policy']).split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]));
      expect(policy).toEqual({ 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'img-src': "'self' data: blob:", 'connect-src': "'self'", 'font-src': "'self'", 'base-uri': "'none'", 'form-action': "'none'", 'frame-ancestors': "'none'" });
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-dns-prefetch-control': 'off' });
    }
  });

  test('keeps what is named for its content, and asks again for the rest', async () => {
    await using served = await serve();
    const asset = await get(`${served.url}/assets/main-1.js`);
    expect([asset.headers['cache-control'], asset.headers['content-type'], asset.bytes.toString()]).toEqual(['public, max-age=31536000, immutable', 'text/javascript; charset=utf-8', script]);
    const page = await get(`${served.url}/`, browser);
    expect(page.headers['cache-control']).toBe('no-cache');
    const known = await get(`${served.url}/`, { ...browser, 'if-none-match': `"other", W/${String(page.headers.etag)}` });
    expect([known.status, known.bytes.length, known.headers['content-length'], known.headers['content-security-policy'] === page.headers['content-security-policy']]).toEqual([304, 0, undefined, true]);
    const other = await get(`${served.url}/`, { ...browser, 'if-none-match': '"other"' });
    expect(other.status).toBe(200);
  });

  test('comes compressed as it lies there, to whoever takes that', async () => {
    await using served = await serve();
    const url = `${served.url}/assets/main-1.js`;
    const tried = await Promise.all(['gzip, br', 'gzip', 'gzip;q=0', 'br;q=0, gzip;q=0.5', ''].map((encoding) => get(url, { 'accept-encoding': encoding })));
    expect(tried.map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined, 'gzip', undefined]);
    expect(new Set(tried.map(({ headers }) => headers.etag)).size).toBe(3);
    expect(gunzipSync(tried[1]?.bytes ?? '').toString()).toBe(script);
    expect(tried[0]?.headers.vary).toContain('accept-encoding');
  });

  test('answers HEAD as GET without a body', async () => {
    await using served = await serve();
    const [head, page] = await Promise.all([get(`${served.url}/`, browser, 'HEAD'), get(`${served.url}/`, browser)]);
    expect([head.status, head.bytes.length, head.headers['content-length'], head.headers.etag]).toEqual([200, 0, String(html.length), page.headers.etag]);
    expect((await get(`${served.url}/icon.svg`, {}, 'POST')).status).toBe(405);
  });

  test('serves the files of its folder and no others', async () => {
    await using served = await serve();
    const speak = async (target: string): Promise<string> => {
      const socket = connect(served.server.port, '127.0.0.1').end(`GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      await once(socket, 'close');
      return text;
    };
    const tried = ['/assets/../.sources', '/.sources', '/notes.md', '/assets/..%2f.sources', '/assets/%2e%2e%2f%2e%2e%2fg4f-beside.js', '/assets/..%5c..%5cg4f-beside.js', '/../g4f-beside.js', '/assets/', '/assets', '/assets/main-1.js.br', '/assets/none.js', '/assets/__proto__', '/assets/%00', '/index.html', '//etc/passwd'];
    for (const target of tried) {
      const text = await speak(target);
      expect(text.split('\r\n')[0], target).toMatch(/^HTTP\/1\.1 (?:404|400) /);
      expect(text).not.toMatch(/secret|beside"/);
    }
  });

  test('is shown to this machine alone where there are no keys, and to everybody where there are', async () => {
    await using served = await serve();
    expect((await get(`${served.url}/`, { ...browser, host: 'evil.example' })).status).toBe(403);
    expect((await get(`${served.url}/assets/main-1.js`, { host: 'evil.example' })).status).toBe(403);
    await using keyed = await serve({ access: await createAccess({ keys: [{ id: 'team', key: 'a-key-of-the-gateway' }] }) });
    expect((await get(`${keyed.url}/`, { ...browser, host: 'chat.example' })).status).toBe(200);
    expect((await get(`${keyed.url}/v1/providers`, { host: 'chat.example' })).status).toBe(401);
  });

  test('is there for web standards too', async () => {
    await using served = await serve();
    const response = await served.gateway.fetch(new Request('http://localhost/', { headers: browser }));
    const again = await served.gateway.fetch(new Request('http://localhost/', { headers: { ...browser, 'if-none-match': response.headers.get('etag') ?? '' } }));
    expect([response.status, await response.text(), again.status]).toEqual([200, html, 304]);
  });

  test('is not made of a folder without one', () => {
    expect(() => createPage(path.join(folder, 'assets'))).toThrow('there is no index.html in');
  });
});
