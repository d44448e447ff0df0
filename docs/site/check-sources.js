import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import GithubSlugger from 'github-slugger';
import { root } from './pages.js';

const shown = ['*.md', '{packages,bench,deploy,examples,tooling}/**/*.md', 'docs/**/*.md'];
const left = ['**/node_modules/**', 'docs/reference/**', 'docs/.vitepress/**', 'packages/*/template/**'];

const withoutCode = (text) => text.replaceAll(/^(`{3,})[^]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '');

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(text) {
  const slugger = new GithubSlugger();
  const headings = text.replaceAll(/^(`{3,})[^]*?^\1/gm, '').matchAll(/^#{1,6} +(.+?) *$/gm);
  return new Set([...headings].map(([, heading]) => slugger.slug(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, ''))));
}

/** Tells every link of these texts, by file, that leads nowhere on GitHub: to no file of the repository, or to no heading in it. */
export function faultsOfLinks(texts) {
  const faults = [];
  for (const [file, text] of texts) {
    for (const [, href] of withoutCode(text).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)) {
      if (/^(?:[a-z][a-z+.-]*:|\/)/i.test(href)) continue;
      const [target, anchor] = href.split('#');
      const place = target === '' ? file : path.posix.join(path.posix.dirname(file), decodeURI(target));
      if (!existsSync(path.join(root, place))) faults.push(`${file}: links to ${href}, which is not there`);
      else if (anchor !== undefined && texts.has(place) && !anchorsOf(texts.get(place)).has(decodeURIComponent(anchor))) faults.push(`${file}: links to ${href}, and no heading there has that anchor`);
    }
  }
  return faults;
}

/** The same of all that readers are shown, pages of the site or not. */
export function faultsOfSources() {
  const files = globSync(shown, { cwd: root, exclude: left });
  return faultsOfLinks(new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')])));
}
