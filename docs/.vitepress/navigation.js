import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, routeOf } from '../site/pages.js';

const title = (file) => /^# (?:\d{4}[.:]? )?(.+)$/m.exec(readFileSync(path.join(root, file), 'utf8'))?.[1].replaceAll('`', '') ?? file;
const link = (file) => `/${routeOf(file).replace(/\.md$/, '').replace(/(^|\/)index$/, '$1')}`;
const page = (file, text = title(file)) => ({ text, link: link(file) });
const all = (glob, toPage = page) => globSync(glob, { cwd: root }).filter((file) => !file.endsWith('decisions/README.md') && !file.endsWith('reference/README.md')).sort().map((file) => toPage(file));
const inOrder = (folder, names) => names.map((name) => page(`docs/${folder}/${name}.md`));
const ifThere = (file, text) => (existsSync(path.join(root, file)) ? [page(file, text)] : []);
const number = (file) => path.basename(file).slice(0, 4);

const concepts = ['provider', 'flags', 'registry', 'routes', 'parts', 'errors', 'models', 'health'];
const guides = ['write-a-provider', 'select-by-flag', 'run-the-gateway', 'deploy-on-many-machines', 'from-litellm', 'from-portkey', 'from-the-ai-sdk', 'replacing-a-hosted-router'];

const sidebar = [
  { items: [page('docs/start.md'), ...ifThere('examples/README.md', 'Examples')] },
  { text: 'Concepts', items: inOrder('concepts', concepts) },
  { text: 'Guides', items: inOrder('guides', guides) },
  { text: 'In operation', items: [page('docs/security.md'), page('docs/gateway-load.md'), page('bench/README.md'), ...all('bench/results/*.md')] },
  { text: 'Packages', collapsed: true, items: all('packages/*/README.md') },
  { text: 'Reference', collapsed: true, items: all('docs/reference/@g4f/**/*.md') },
  { text: 'Decisions', collapsed: true, items: [page('docs/decisions/README.md', 'All of them'), ...all('docs/decisions/*.md', (file) => page(file, `${number(file)} ${title(file)}`)), page('CONTRIBUTING.md')] },
];

/** What leads through the English site. A page that is new in concepts/ or guides/ is named here; all others come by themselves. */
export const english = {
  themeConfig: {
    nav: [page('docs/start.md'), page('docs/concepts/provider.md', 'Concepts'), page('docs/guides/run-the-gateway.md', 'Guides'), { text: 'Reference', link: '/reference/' }],
    sidebar,
    outline: { level: [2, 3] },
    editLink: { pattern: ({ filePath }) => `https://github.com/g4f/g4f/edit/main/${filePath}`, text: 'Edit this page' },
    footer: { message: 'MIT licence. No cookies, no trackers, nothing from other hosts.' },
    notFound: { title: 'There is no such page', quote: 'It may have moved; the search knows.', linkText: 'To the start' },
  },
};

/** The Russian part: the first steps; all else is in English. */
export const russian = {
  description: 'Любая чат-модель — асинхронный генератор текста. TypeScript.',
  themeConfig: {
    nav: [page('docs/ru/index.md'), page('docs/concepts/provider.md', 'Понятия (англ.)'), page('docs/guides/run-the-gateway.md', 'Руководства (англ.)'), { text: 'Справочник (англ.)', link: '/reference/' }],
    sidebar: [
      { items: [page('docs/ru/index.md')] },
      { text: 'Понятия, на английском', items: inOrder('concepts', concepts) },
      { text: 'Руководства, на английском', items: inOrder('guides', guides) },
    ],
    outline: { level: [2, 3], label: 'На этой странице' },
    editLink: { pattern: ({ filePath }) => `https://github.com/g4f/g4f/edit/main/${filePath}`, text: 'Исправить эту страницу' },
    docFooter: { prev: 'Назад', next: 'Дальше' },
    footer: { message: 'Лицензия MIT. Без cookie, без слежки, ничего с чужих серверов.' },
    darkModeSwitchLabel: 'Оформление',
    lightModeSwitchTitle: 'Светлое оформление',
    darkModeSwitchTitle: 'Тёмное оформление',
    sidebarMenuLabel: 'Меню',
    returnToTopLabel: 'Наверх',
    langMenuLabel: 'Язык',
    skipToContentLabel: 'К содержанию',
  },
};

/** Words of the search box. */
export const russianSearch = {
  translations: {
    button: { buttonText: 'Поиск', buttonAriaLabel: 'Поиск' },
    modal: {
      displayDetails: 'Показать подробности',
      resetButtonTitle: 'Очистить',
      backButtonTitle: 'Закрыть',
      noResultsText: 'Ничего не нашлось',
      footer: { selectText: 'открыть', navigateText: 'выбрать', closeText: 'закрыть' },
    },
  },
};
