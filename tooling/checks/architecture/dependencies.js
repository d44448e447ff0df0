import { directions, entries, tests } from '../../eslint-config/directions.js';

/** What the command line brings along without importing it: its plugins are found by their package.json. */
const brought = { cli: ['provider-*'] };

const row = (name) => (name.startsWith('provider-') ? 'provider-*' : name);
const targetOf = (dependency) => (dependency.startsWith('@g4f/') ? row(dependency.slice('@g4f/'.length)) : 'npm');

/** What a package.json asks for that the table of directions does not let the package import, in words. */
export function dependencyFaults(name, { dependencies = {}, peerDependencies = {}, optionalDependencies = {}, devDependencies = {} }) {
  const mayImport = [...(directions[row(name)] ?? []), ...(brought[name] ?? [])];
  const someFiles = Object.entries(entries).flatMap(([file, more]) => (file.startsWith(`${name}/`) ? more : []));
  const mayTest = [...mayImport, ...someFiles, ...tests['*'], ...(tests[row(name)] ?? [])];
  const refused = (table, allowed) => Object.keys(table).filter((each) => !allowed.includes(targetOf(each)) && each !== `@g4f/${name}`);
  return [
    ...refused({ ...dependencies, ...peerDependencies, ...optionalDependencies }, mayImport).map((each) => `${name} may not depend on ${each}: it may import ${mayImport.join(', ') || 'nothing'}`),
    ...refused(devDependencies, mayTest).map((each) => `${name} may not depend on ${each}, not even in its tests: they may import ${[...new Set(mayTest)].join(', ')}`),
  ];
}
