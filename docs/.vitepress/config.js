import { globSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { diagrams } from '../site/diagrams.js';
import { siteLinks } from '../site/links.js';
import { root, routeOf, sources } from '../site/pages.js';
import { english, russian, russianSearch } from './navigation.js';

const pages = new Set(globSync(sources, { cwd: root, exclude: ['**/node_modules/**'] }).filter((file) => routeOf(file) !== undefined));
const base = process.env.DOCS_BASE ?? '/';

export default defineConfig({
  srcDir: root,
  additionalConfig: {}, // files named config.ts belong to the packages
  outDir: `${import.meta.dirname}/dist`,
  cacheDir: `${import.meta.dirname}/cache`,
  base,
  // Every Markdown file that is no page, so that the pages may lie anywhere in the repository.
  srcExclude: globSync('**/*.md', { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] }).filter((file) => !pages.has(file)),
  rewrites: (file) => routeOf(file) ?? file,
  cleanUrls: true,
  title: 'g4f',
  description: 'One async-generator interface to every chat model, in TypeScript.',
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}mark.svg` }],
    ['meta', { name: 'theme-color', content: '#6d4aff' }],
  ],
  locales: { root: { label: 'English', lang: 'en', ...english }, ru: { label: 'Русский', lang: 'ru', ...russian } },
  themeConfig: {
    logo: { src: '/mark.svg', alt: '' },
    externalLinkIcon: true,
    socialLinks: [{ icon: 'github', link: 'https://github.com/g4f/g4f' }],
    search: {
      provider: 'local',
      options: {
        locales: { ru: russianSearch },
        miniSearch: { searchOptions: { boostDocument: (id) => (id.includes('/reference/') ? 0.3 : id.includes('/decisions/') ? 0.6 : 1) } }, // what explains comes first
      },
    },
    i18nRouting: false, // one page is translated, not all
  },
  markdown: {
    anchor: { slugify: slug },
    theme: { light: 'github-light', dark: 'github-dark' },
    languageAlias: { jsonl: 'json' },
    config(md) {
      md.use(siteLinks);
      md.use(diagrams);
    },
  },
  vite: {
    // Pages that lie outside of docs/ do not see its dependencies.
    resolve: { alias: [{ find: /^vue(?=$|\/)/, replacement: path.dirname(fileURLToPath(import.meta.resolve('vue/package.json'))) }] },
    publicDir: `${import.meta.dirname}/../public`, 
    build: { chunkSizeWarningLimit: 2_000 },
  },
});
