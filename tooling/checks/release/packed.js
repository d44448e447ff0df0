import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What stands in a tarball: its files, sorted, without the folder that holds them, the text of one of them, and its package.json. */
function openTarball(tarball) {
  const tar = (...args) => execFileSync('tar', args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const files = tar('-tzf', tarball)
    .split('\n')
    .filter((file) => file !== '' && !file.endsWith('/'))
    .map((file) => file.slice('package/'.length))
    .sort();
  const read = (file) => tar('-xzOf', tarball, `package/${file}`);
  return { files, read, manifest: JSON.parse(read('package.json')) };
}

/** Every package that was packed into a folder, by the plan that stands beside it. */
export function openPlan(folder) {
  const { plan } = JSON.parse(readFileSync(path.join(folder, 'publish-plan.json'), 'utf8'));
  return plan
    .flat()
    .filter(({ kind }) => kind === 'publish')
    .map(({ name, version, tarball }) => ({ name, version, tarball: path.join(folder, tarball.path), ...openTarball(path.join(folder, tarball.path)) }));
}
