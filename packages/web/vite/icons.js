import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Puts the icons that are named in a file into the page as symbols, so that showing one asks nobody for anything. */
export function icons(namesFile) {
  const names = [...readFileSync(namesFile, 'utf8').matchAll(/^ {2}'([a-z\d-]+)',$/gm)].map(([, name]) => name);
  const { icons: drawn, width = 24, height = 24 } = JSON.parse(readFileSync(require.resolve('@iconify-json/lucide/icons.json'), 'utf8'));
  const symbols = names.map((name) => {
    if (drawn[name] === undefined) throw new Error(`Lucide has no icon '${name}'`);
    return `<symbol id="icon-${name}" viewBox="0 0 ${width} ${height}">${drawn[name].body}</symbol>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" class="icon-symbols" aria-hidden="true">${symbols.join('')}</svg>`;
  return { name: 'icons', transformIndexHtml: { order: 'post', handler: (html) => html.replace('<div id="root">', `${svg}\n    <div id="root">`) } };
}
