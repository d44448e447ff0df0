import { globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Application } from 'typedoc';
import { root } from './pages.js';

const out = path.join(root, 'docs/reference');

/** What a program may import of the packages, each entry with its source. A plugin's is for discovery, and no program's. */
function entries() {
  return globSync('packages/*/package.json', { cwd: root })
    .sort()
    .flatMap((file) => {
      const { name, exports = {} } = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
      return Object.entries(exports)
        .filter(([subpath, source]) => source.endsWith('.ts') && subpath !== './plugin')
        .map(([subpath, source]) => ({ specifier: path.posix.join(name, subpath), source: path.join(root, path.dirname(file), source) }));
    });
}

/**
 * Writes a page of Markdown for each entry of each package, from its types and docblocks.
 *
 * @throws Error where a docblock links to what is not there
 */
export async function writeReference() {
  const found = entries();
  const app = await Application.bootstrapWithPlugins({
    entryPoints: found.map(({ source }) => source),
    tsconfig: path.join(import.meta.dirname, 'reference.json'),
    plugin: ['typedoc-plugin-markdown'],
    router: 'module',
    name: 'Reference',
    readme: 'none',
    githubPages: false,
    gitRevision: 'main',
    sourceLinkTemplate: 'https://github.com/g4f/g4f/blob/main/packages/{path}#L{line}',
    disableGit: true,
    basePath: root,
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true, // what an error of ours has from Error
    skipErrorChecking: true, // TypeScript 7 has checked the same, by `pnpm types`
    treatValidationWarningsAsErrors: true,
    validation: { notExported: false, invalidLink: true, rewrittenLink: true, notDocumented: false },
    logLevel: 'Warn',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useCodeBlocks: true,
    expandObjects: false,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    enumMembersFormat: 'table',
    tableColumnSettings: { hideSources: true, hideInherited: true, hideModifiers: true },
    sanitizeComments: true,
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('TypeDoc could not read the packages');
  const bySource = new Map(found.map(({ specifier, source }) => [path.relative(root, source), specifier]));
  for (const module of project.children ?? []) module.name = bySource.get(module.sources?.[0]?.fileName ?? '') ?? module.name;
  app.validate(project);
  rmSync(out, { recursive: true, force: true });
  await app.outputs.writeOutput({ name: 'markdown', path: out }, project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('the reference has faults: see above');
}

if (import.meta.main) await writeReference();
