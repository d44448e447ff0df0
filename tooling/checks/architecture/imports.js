import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ours = ['packages', 'tooling', 'bench', 'docs', 'examples', 'deploy'];
const generated = /(^|\/)(node_modules|dist|\.build|coverage|\.vitepress\/(cache|dist))$/;

/** The source files of a checkout, sorted: what is written by hand, and what is run to write the rest. */
export const sourceFiles = (root, endings = 'ts,tsx,js,mjs') =>
  globSync(`{${ours.join(',')}}/**/*.{${endings}}`, { cwd: root, exclude: (file) => generated.test(typeof file === 'string' ? file : file.name) }).sort();

const leads = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** Which files each file imports, by relative paths, types and dynamic imports among them. */
export function importGraph(files, read) {
  const known = new Set(files);
  const next = (file) => [...read(file).matchAll(leads)].map(([, lead]) => path.join(path.dirname(file), lead)).filter((each) => known.has(each));
  return new Map(files.map((file) => [file, next(file)]));
}

/** The graph of a checkout. */
export const graphOf = (root) => importGraph(sourceFiles(root, 'ts,tsx,js'), (file) => readFileSync(path.join(root, file), 'utf8'));

/** The circles of a graph, each as the path that leads round. */
export function circles(graph) {
  const found = [];
  const done = new Set();
  const visit = (file, way) => {
    if (way.includes(file)) return void found.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
