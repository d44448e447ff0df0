import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, routeOf, standIns } from './pages.js';

const repository = 'https://github.com/g4f/g4f';

/**
 * Where a link of a page leads on the site: to the page of the file that it names, or to GitHub for what is no page.
 *
 * @throws Error where there is no such file
 * @example
 * siteLink('docs/guides/run-the-gateway.md', '../../packages/registry/README.md#routes'); // '/packages/registry#routes'
 */
export function siteLink(from, href) {
  if (/^(?:[a-z][a-z+.-]*:|\/|#)/i.test(href)) return href;
  const [, target, anchor = ''] = /^([^#]*)(#.*)?$/.exec(href) ?? [];
  const file = path.posix.join(path.posix.dirname(from), decodeURI(target));
  if (!existsSync(path.join(root, file))) throw new Error(`${from} links to ${href}, which is not there`);
  const readme = path.posix.join(file, 'README.md');
  const isFolder = statSync(path.join(root, file)).isDirectory();
  const page = isFolder && existsSync(path.join(root, readme)) ? readme : file;
  const route = routeOf(page)?.replace(/\.md$/, '').replace(/(^|\/)index$/, '$1');
  if (route !== undefined && page.endsWith('.md')) return `/${route}${anchor}`;
  if (Object.hasOwn(standIns, page)) return standIns[page] + anchor;
  return `${repository}/${isFolder ? 'tree' : 'blob'}/main/${file.replace(/\/$/, '')}${anchor}`;
}

/** For markdown-it: links between files of the repository become links of the site. */
export function siteLinks(md) {
  md.core.ruler.push('site-links', ({ tokens, env }) => {
    const from = path.relative(root, env.realPath ?? env.path ?? '');
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (href !== null) token.attrSet('href', siteLink(from, href));
    }
  });
}
