import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the package that a module came from; nothing for the page's own. */
function packageOf(id) {
  const [file] = id.replace(/^\0/, '').split('?');
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return folder !== undefined && existsSync(path.join(folder, 'package.json')) ? folder : undefined;
}

function entryOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? `It is published under ${license}.` : readFileSync(path.join(folder, file), 'utf8').trim();
  return { name, license, text: `${name} ${version} (${license})\n\n${text}` };
}

/**
 * Writes `third-party.txt`: every package whose code is in the page, with its licence. One collector is shared by the page's own build
 * and those of its workers.
 *
 * @param further folders of packages that are in the page otherwise than as modules
 */
export function licences(further = []) {
  const folders = new Set(further);
  const collect = {
    name: 'licences-collect',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) for (const id of Object.keys(chunk.modules ?? {})) folders.add(packageOf(id));
      for (const id of this.getModuleIds()) if (/\.css(?:$|\?)/.test(id)) folders.add(packageOf(id));
      folders.delete(undefined);
    },
  };
  const write = {
    name: 'licences',
    generateBundle: {
      order: 'post',
      handler() {
        const entries = [...folders].map(entryOf).sort((a, b) => a.name.localeCompare(b.name));
        this.emitFile({ type: 'asset', fileName: 'third-party.txt', source: `The page holds code of these packages.\n\n${entries.map(({ text }) => text).join(`\n\n${'-'.repeat(80)}\n\n`)}\n` });
      },
    },
  };
  return { collect, write };
}
