import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { faultsOf } from './check-pages.js';
import { anchorsOf, faultsOfLinks } from './check-sources.js';
import { siteLink } from './links.js';
import { routeOf } from './pages.js';

/** A site of these pages, by file, each the inside of its body. */
function site(t, pages, others = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'g4f-site-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const whole = (body) => `<!doctype html><html lang="en"><head><title>A page</title></head><body><h1 id="top">A page</h1>${body}</body></html>`;
  for (const [file, text] of [...Object.entries(pages).map(([file, body]) => [file, whole(body)]), ...Object.entries(others)]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

describe('a built site', () => {
  test('is sound where its links lead somewhere', (t) => {
    const folder = site(t, { 'index.html': '<a href="/a/#b">a</a><a href="c">c</a><a href="https://example.com">x</a>', 'a/index.html': '<p id="b"></p><a href="../#top">up</a>', 'c.html': '' });
    assert.deepEqual(faultsOf(folder), { pages: 3, links: 4, faults: [] });
  });

  test('may lie below another path', (t) => {
    const folder = site(t, { 'index.html': '<a href="/docs/c#top">c</a>', 'c.html': '<a href="/c">outside of it</a>' });
    assert.deepEqual(faultsOf(folder, '/docs/').faults, ['c.html: links to /c, which is not there']);
  });

  const faults = {
    'links to no page': ['<a href="/nowhere">a</a>', /links to \/nowhere, which is not there/],
    'links to no place in a page': ['<a href="#nowhere">a</a>', /links to #nowhere, and nothing has that id there/],
    'has an id twice': ['<p id="a"></p><p id="a"></p>', /has the id "a" twice/],
    'loads a script of another host': ['<script src="https://cdn.example/x.js"></script>', /loads https:\/\/cdn/],
    'loads a picture of another host': ['<img alt="" src="//cdn.example/x.png">', /loads \/\/cdn/],
    'has a picture without words': ['<img src="/x.png">', /loads an image without alt/],
    'has a second heading of the first rank': ['<h1>Again</h1>', /has 2 first headings/],
  };
  for (const [name, [body, words]] of Object.entries(faults)) {
    test(`that ${name} is told so`, (t) => {
      assert.match(faultsOf(site(t, { 'index.html': body })).faults.join('\n'), words);
    });
  }

  test('that has a style sheet with a font of another host is told so', (t) => {
    const folder = site(t, { 'index.html': '' }, { 'assets/a.css': "@font-face { src: url('https://fonts.example/a.woff2') }" });
    assert.match(faultsOf(folder).faults.join('\n'), /assets\/a\.css: loads/);
  });

  test('that says no language and no title is told so', (t) => {
    const folder = site(t, {}, { 'index.html': '<html><body><h1>A</h1></body></html>' });
    assert.deepEqual(faultsOf(folder).faults, ['index.html: has no title', 'index.html: says no language']);
  });
});

describe('a link of a page', () => {
  const links = {
    '../../packages/registry/README.md#routes': '/packages/registry#routes',
    '../../packages/registry': '/packages/registry',
    '../concepts/flags.md': '/concepts/flags',
    '../decisions/README.md': '/decisions/',
    '../../README.md': '/',
    '../../deploy': 'https://github.com/g4f/g4f/tree/main/deploy',
    '../../packages/core/src/flags.ts': 'https://github.com/g4f/g4f/blob/main/packages/core/src/flags.ts',
    'https://example.com/a.md': 'https://example.com/a.md',
    '#here': '#here',
  };
  for (const [href, leads] of Object.entries(links)) test(`${href} leads to ${leads}`, () => assert.equal(siteLink('docs/guides/run-the-gateway.md', href), leads));

  test('to no file is an error', () => assert.throws(() => siteLink('docs/start.md', 'nowhere.md'), /docs\/start\.md links to nowhere\.md/));
});

test('pages are those that readers are shown', () => {
  assert.equal(routeOf('docs/reference/@g4f/registry/routes.md'), 'reference/registry/routes.md');
  assert.equal(routeOf('docs/README.md'), undefined);
  assert.equal(routeOf('packages/create-g4f-provider/template/inside/README.md'), undefined);
});

describe('between files', () => {
  const text = '# `A` page: *of* [ours](b.md)\n\n## Twice\n## Twice\n\n```sh\n# no heading\n```\n';

  test('headings have the anchors of GitHub', () => assert.deepEqual([...anchorsOf(text)], ['a-page-of-ours', 'twice', 'twice-1']));

  test('a link to no heading or no file is told', () => {
    const texts = new Map([['docs/start.md', '[a](concepts/flags.md#no) [b](nowhere.md) [c](#here) `[d](none.md)`\n# Here\n'], ['docs/concepts/flags.md', '# Flags\n']]);
    assert.deepEqual(faultsOfLinks(texts), ['docs/start.md: links to concepts/flags.md#no, and no heading there has that anchor', 'docs/start.md: links to nowhere.md, which is not there']);
  });
});
