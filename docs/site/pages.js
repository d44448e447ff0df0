import path from 'node:path';

/** The repository: what every path here is relative to. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Which Markdown of the repository is a page of the site, and where: read as it stands, so that it is the same text on GitHub. */
const routes = [
  [/^docs\/reference\/@g4f\/(.+)$/, 'reference/$1'],
  [/^docs\/reference\/README\.md$/, 'reference/index.md'],
  [/^docs\/decisions\/README\.md$/, 'decisions/index.md'],
  [/^docs\/(?!README|node_modules|reference)(.+)$/, '$1'],
  [/^packages\/([^/]+)\/README\.md$/, 'packages/$1.md'],
  [/^bench\/README\.md$/, 'benchmarks.md'],
  [/^bench\/results\/(.+)\.md$/, 'benchmarks/$1.md'],
  [/^examples\/README\.md$/, 'examples/index.md'],
  [/^examples\/([^/]+)\/README\.md$/, 'examples/$1.md'],
  [/^CONTRIBUTING\.md$/, 'contributing.md'],
];

/** Globs for the same. */
export const sources = ['CONTRIBUTING.md', 'bench/README.md', 'bench/results/*.md', 'examples/README.md', 'examples/*/README.md', 'docs/**/*.md', 'packages/*/README.md'];

/** Where a Markdown file of the repository is on the site, or `undefined` for one that is no page. */
export function routeOf(file) {
  const route = routes.find(([pattern]) => pattern.test(file));
  return route === undefined ? undefined : file.replace(route[0], route[1]);
}

/** What is not a page itself, but has one that says the same. */
export const standIns = { 'README.md': '/', 'docs/README.md': '/' };
