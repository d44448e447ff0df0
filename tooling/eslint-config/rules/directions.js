import { isBuiltin } from 'node:module';
import path from 'node:path';
import { directions, entries, tests } from '../directions.js';

const packages = path.resolve(import.meta.dirname, '../../../packages');
const isTest = /\.test(-d)?\.ts$|^test\//;
const row = (name) => (name.startsWith('provider-') ? 'provider-*' : name);

/** The package that a file is in, and where in it; nothing for a file outside `packages/`. */
function place(file) {
  const [name, ...inside] = path.relative(packages, file).split(path.sep);
  return name === '..' || inside.length === 0 ? undefined : { name, inside: inside.join('/') };
}

/** What a specifier points at: a folder of `packages/`, `node:`, `npm`, or nothing for a file of the same package. */
function target(specifier, file, self) {
  if (isBuiltin(specifier)) return 'node:';
  if (specifier.startsWith('@g4f/')) {
    const name = specifier.split('/')[1];
    return name === self ? undefined : name;
  }
  if (!specifier.startsWith('.')) return 'npm';
  const name = place(path.resolve(path.dirname(file), specifier))?.name;
  return name === self ? undefined : (name ?? 'outside');
}

/** What a specifier says, also between backticks; nothing for one that is computed. */
function textOf(source) {
  if (source?.type === 'TemplateLiteral') return source.expressions.length === 0 ? source.quasis[0].value.cooked : undefined;
  return typeof source?.value === 'string' ? source.value : undefined;
}

function allowedFor(self, inside) {
  const allowed = new Set(directions[row(self)]);
  for (const [prefix, more] of Object.entries(entries)) if (`${self}/${inside}`.startsWith(prefix)) more.forEach((name) => allowed.add(name));
  if (isTest.test(inside)) for (const more of [tests['*'], tests[row(self)] ?? []]) more.forEach((name) => allowed.add(name));
  return allowed;
}

/** Imports point one way: the table is `directions.js`. */
export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      direction: "'{{self}}' may not import '{{specifier}}' ({{target}}): it may import {{allowed}}.",
      relative: "Import another package by its name, not by the path '{{specifier}}'.",
      unknown: "'{{self}}' has no row in tooling/eslint-config/directions.js: say there what it may import.",
    },
  },
  create(context) {
    const here = place(context.filename);
    if (here === undefined) return {};
    const { name: self, inside } = here;
    if (directions[row(self)] === undefined) return { Program: (node) => context.report({ node, messageId: 'unknown', data: { self } }) };
    const allowed = allowedFor(self, inside);
    const check = (source) => {
      const specifier = textOf(source);
      if (specifier === undefined) return;
      const name = target(specifier, context.filename, self);
      if (name === undefined) return;
      if (name === 'outside' || (specifier.startsWith('.'))) return context.report({ node: source, messageId: 'relative', data: { specifier } });
      if (allowed.has(name) || allowed.has(row(name))) return;
      context.report({ node: source, messageId: 'direction', data: { self, specifier, target: name, allowed: [...allowed].join(', ') || 'nothing' } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
      TSImportEqualsDeclaration: ({ moduleReference }) => moduleReference.type === 'TSExternalModuleReference' && check(moduleReference.expression),
      TSModuleDeclaration: (node) => check(node.id),
      CallExpression: ({ callee, arguments: [first] }) => callee.type === 'Identifier' && callee.name === 'require' && check(first),
    };
  },
};
