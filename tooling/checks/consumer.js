import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const vitestOnly = new Set(['@g4f/testkit']); // importing it outside a test run is vitest's own error

/** What the code of READMEs and guides imports besides. */
const beside = { '@types/node': '^26', '@ai-sdk/amazon-bedrock': '^5', '@ai-sdk/anthropic': '^4', ai: '^7' };

/** An empty project with the tarballs installed, as a user would have it. */
export async function createConsumer(folder, packed) {
  const file = ({ name, tarball }) => [name, `file:${tarball}`];
  mkdirSync(path.join(folder, 'snippets'), { recursive: true });
  const manifest = { private: true, type: 'module', dependencies: Object.fromEntries(packed.map(file)), devDependencies: beside };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });

  const entries = packed.flatMap(({ name, entries }) => entries.filter(({ executable }) => !executable).map(({ subpath }) => path.posix.join(name, subpath)));
  writeFileSync(path.join(folder, 'entries.ts'), entries.map((entry, index) => `export * as entry${index} from '${entry}';\n`).join(''));

  return {
    folder,
    entries: entries.filter((entry) => !vitestOnly.has(entry)),

    /** The compiler's complaints about our types and about the code in the folder; those about other people's types are not ours to mend. */
    async typeErrors(module, moduleResolution) {
      const compilerOptions = { module, moduleResolution, target: 'es2024', lib: ['es2024', 'esnext.disposable', 'dom'], types: ['node'], strict: true, noEmit: true, allowImportingTsExtensions: true };
      const config = `tsconfig.${moduleResolution}.json`;
      writeFileSync(path.join(folder, config), JSON.stringify({ compilerOptions, files: ['entries.ts'], include: ['snippets'] }));
      const output = await run('tsc', ['-p', config, '--pretty', 'false'], { cwd: folder }).then(
        () => '',
        ({ stdout }) => stdout,
      );
      const theirs = /^(?:\S*\/)?node_modules\/(?!@g4f\/)[^(]*\(/;
      return output
        .split('\n')
        .filter((line) => line !== '' && !theirs.test(line) && !line.startsWith(' '))
        .join('\n');
    },

    /** Runs a program in the folder, with nothing to read. */
    run(command, args, env = {}) {
      const running = run(command, args, { cwd: folder, env: { ...process.env, ...env }, timeout: 60_000 });
      running.child.stdin.end();
      return running;
    },
  };
}
