import type { Names } from './names.ts';
import { templateFile, templateSources, type Files } from './template.ts';
import { rangeOf } from './versions.ts';

const ranges = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, rangeOf(name)]));
/** One program with nothing to set. The linter of this repository would need an older TypeScript beside the one that compiles. */
const oxlint = '^1.94.0';
const built = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });

function manifestOf({ id, pascal }: Names): object {
  return {
    name: `g4f-provider-${id}`,
    version: '0.1.0',
    description: `${pascal} as a provider of @g4f.`,
    keywords: ['g4f', 'llm', 'chat', 'async-generator'],
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22.19' },
    files: ['dist'],
    exports: { '.': built('index'), './plugin': built('plugin') },
    g4f: { entry: './plugin', contract: 1 },
    scripts: {
      test: 'vitest run',
      types: 'tsc',
      lint: 'oxlint --deny-warnings',
      check: 'oxlint --deny-warnings && tsc && vitest run',
      build: 'tsc -p tsconfig.build.json',
      prepack: 'tsc -p tsconfig.build.json',
    },
    dependencies: ranges(['@g4f/core', '@g4f/requests', '@g4f/wires']),
    devDependencies: { ...ranges(['@g4f/testkit', '@types/node']), oxlint, ...ranges(['typescript', 'vitest']) },
  };
}

/** The files of a package of its own. */
export function outsideFiles(names: Names, year: number): Files {
  const file = (name: string): string => templateFile(`outside/${name}`, names);
  return {
    'package.json': `${JSON.stringify(manifestOf(names), undefined, 2)}\n`,
    'README.md': file('README.md'),
    LICENSE: file('LICENSE').replace('YEAR', String(year)),
    '.gitignore': file('gitignore'), // npm leaves out a file that has that name already
    'tsconfig.json': file('tsconfig.json'),
    'tsconfig.build.json': file('tsconfig.build.json'),
    'vitest.config.js': file('vitest.config.js'),
    ...templateSources(names),
  };
}
