import { preparePage } from '@g4f/web';
import { expect, test } from 'vitest';
import { file, start } from './serving.ts';

const html = { accept: 'text/html' };

/** Building the page may take a while on a machine that has other things to do. */
const patience = 60_000;

test('a browser is shown the page, and everybody else the list', { timeout: patience }, async () => {
  await preparePage();
  const { url } = await start([], { hasPage: true });
  const [page, list] = await Promise.all([fetch(url, { headers: html }), fetch(url)]);
  const text = await page.text();
  expect([page.headers.get('content-type'), (await list.text()).split(':')[0]]).toEqual(['text/html; charset=utf-8', 'g4f gateway']);
  const [, script = ''] = /<script type="module"[^>]* src="([^"]+)"/.exec(text) ?? [];
  const loaded = await fetch(url + script, { headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } });
  expect([loaded.status, loaded.headers.get('content-type'), loaded.headers.get('content-encoding')]).toEqual([200, 'text/javascript; charset=utf-8', 'br']);
});

test.each([
  ['--no-page', async () => ['--no-page']],
  ['the configuration', async () => ['--config', await file('g4f.yaml', 'page: false\n')]],
])('there is no page where %s says so', { timeout: patience }, async (_what, argv) => {
  const { url } = await start(await argv(), { hasPage: true });
  expect((await fetch(url, { headers: html })).headers.get('content-type')).toBe('text/plain; charset=utf-8');
});
