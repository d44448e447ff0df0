import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Parser } from 'htmlparser2';

/** What a browser asks for by itself, by element and attribute. */
const loads = { script: 'src', img: 'src', source: 'src', iframe: 'src', video: 'src', link: 'href', use: 'href' };

/** What matters of a page: its ids, links, what it loads, language, title and headings of the first rank. */
function read(html) {
  const page = { ids: [], links: [], loads: [], lang: '', title: '', headings: 0 };
  let isTitle = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (attributes.id !== undefined) page.ids.push(attributes.id);
      if (name === 'a' && attributes.href !== undefined) page.links.push(attributes.href);
      if (name === 'html') page.lang = attributes.lang ?? '';
      if (name === 'h1') page.headings += 1;
      if (name === 'img' && attributes.alt === undefined) page.loads.push('an image without alt');
      if (attributes[loads[name]] !== undefined && !/^(?:canonical|alternate)$/.test(attributes.rel ?? '')) page.loads.push(attributes[loads[name]]);
      isTitle = name === 'title' && page.title === '';
    },
    ontext: (text) => void (isTitle && (page.title += text)),
    onclosetag: () => void (isTitle = false),
  });
  parser.end(html);
  return page;
}

/** Where a link of a page leads: the file of the site, and the anchor in it; `undefined` for another site. */
function target(href, from, base) {
  const url = new URL(href, `http://site${base}${from.replace(/(?:index)?\.html$/, '')}`);
  if (url.host !== 'site' || !url.protocol.startsWith('http')) return undefined;
  if (!url.pathname.startsWith(base)) return { file: url.pathname, anchor: '' };
  const place = decodeURIComponent(url.pathname.slice(base.length));
  return { file: place === '' || place.endsWith('/') ? `${place}index.html` : path.extname(place) === '' || /\.\d+$/.test(place) ? `${place}.html` : place, anchor: decodeURIComponent(url.hash.slice(1)) };
}

/** Tells every fault of a built site: links to no page or no place in one, ids twice, what other hosts are asked for, pages without a title, language or heading. */
export function faultsOf(folder, base = '/') {
  const pages = new Map(globSync('**/*.html', { cwd: folder }).map((file) => [file, read(readFileSync(path.join(folder, file), 'utf8'))]));
  const faults = [];
  for (const [file, page] of pages) {
    const fault = (words) => faults.push(`${file}: ${words}`);
    if (page.title.trim() === '') fault('has no title');
    if (page.lang === '') fault('says no language');
    if (page.headings !== 1 && file !== '404.html') fault(`has ${page.headings} first headings`);
    for (const id of new Set(page.ids.filter((id, index) => page.ids.indexOf(id) !== index))) fault(`has the id "${id}" twice`);
    for (const link of page.loads) if (/^(?:[a-z]+:)?\/\/|^an /.test(link)) fault(`loads ${link}`);
    for (const href of page.links) {
      const leads = target(href, file, base);
      if (leads === undefined) continue;
      if (!existsSync(path.join(folder, leads.file))) fault(`links to ${href}, which is not there`);
      else if (leads.anchor !== '' && pages.get(leads.file)?.ids.includes(leads.anchor) === false) fault(`links to ${href}, and nothing has that id there`);
    }
  }
  for (const file of globSync('assets/**/*.{js,css}', { cwd: folder })) {
    const outside = /(?:@import|url\()\s*["']?(?:https?:)?\/\/[^"')\s]+/.exec(readFileSync(path.join(folder, file), 'utf8'));
    if (outside !== null) faults.push(`${file}: loads ${outside[0]}`);
  }
  return { pages: pages.size, links: [...pages.values()].reduce((sum, { links }) => sum + links.length, 0), faults };
}
