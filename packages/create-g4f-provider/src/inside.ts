import path from 'node:path';
import { insideFiles } from './inside-files.ts';
import { namesOf } from './names.ts';
import { tellingMistakes, UsageError } from './usage-error.ts';
import { expectEmpty, writeFiles } from './write-files.ts';

/** `pnpm new provider foo`: writes a provider into this repository. It is not published. */
const root = path.join(import.meta.dirname, '../../..');

function write([what, name, ...more]: readonly string[]): void {
  if (what !== 'provider' || name === undefined || more.length > 0) throw new UsageError('say what and its name: pnpm new provider foo');
  const names = namesOf(name);
  const folder = `packages/provider-${names.id}`;
  expectEmpty(path.join(root, folder), folder);
  writeFiles(root, insideFiles(names));
  process.stdout.write(`Wrote ${folder}, and a changeset for it. It is green as it is; see for yourself:

  pnpm install
  pnpm test ${folder} tooling/checks

Then make it yours: src/${names.id}-wire.ts, src/create-${names.id}.ts, test/${names.id}-upstream.ts.
`);
}

process.exitCode = await tellingMistakes('pnpm new', () => write(process.argv.slice(2)), (text) => process.stderr.write(text));
