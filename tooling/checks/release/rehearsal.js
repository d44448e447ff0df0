import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);
const digest = (bytes) => createHash('sha512').update(bytes).digest('hex');

/** What a CI says of itself, with which a registry would let it publish: a rehearsal has none of it. */
const identity = /^(GITHUB_|ACTIONS_|NPM_ID_TOKEN|SIGSTORE_|NODE_AUTH_TOKEN|NPM_TOKEN)/;

/**
 * A registry on this machine that has nothing, takes whatever is published, and gives nothing back but what it took. `env` is what makes
 * pnpm publish there.
 */
export async function rehearsal(checkout) {
  const published = new Map();
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();

  async function answer(request, response) {
    const name = decodeURIComponent(request.url.slice(1));
    if (request.method === 'PUT') {
      const { versions, _attachments: attachments, ...rest } = await json(request);
      published.set(name, { ...rest, versions, tarball: Buffer.from(Object.values(attachments)[0].data, 'base64') });
    }
    const found = published.get(name);
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found === undefined ? {} : { name, 'dist-tags': found['dist-tags'], versions: found.versions }));
  }

  writeFileSync(path.join(checkout, '.npmrc'), `registry=http://127.0.0.1:${port}/\n//127.0.0.1:${port}/:_authToken=of-nobody\n`);
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !identity.test(name))), NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  const inside = (command, args, more) => run(command, args, { cwd: checkout, env: { ...env, ...more }, timeout: 120_000, maxBuffer: 2 ** 26 });

  return {
    run: inside,

    /** Publishes what was packed into a folder, and tells what did not arrive as it was packed. */
    async publish(folder, packed) {
      await inside('pnpm', ['exec', 'changeset', 'publish', '--from-pack-dir', folder, '--no-git-tag']);
      const faults = packed.flatMap(({ name, version, tarball }) => {
        const arrived = published.get(name);
        if (arrived?.versions[version] === undefined) return [`${name}@${version} did not arrive`];
        if (arrived['dist-tags'].latest !== version) return [`${name}: latest is ${arrived['dist-tags'].latest}`];
        return digest(arrived.tarball) === digest(readFileSync(tarball)) ? [] : [`${name}: what arrived is not what was packed`];
      });
      return [...faults, ...[...published.keys()].filter((name) => !packed.some((each) => each.name === name)).map((name) => `${name} arrived, and was not packed`)].join('\n');
    },

    /** Asks what is still to be published. */
    async isDone() {
      const file = path.join(checkout, 'left.json');
      await inside('pnpm', ['exec', 'changeset', 'publish-plan', '--output', file]);
      const left = JSON.parse(readFileSync(file, 'utf8')).plan.flat().filter(({ kind }) => kind === 'publish');
      return left.map(({ name }) => `${name} would be published again`).join('\n');
    },

    /** The setting with which the workflow publishes: who cannot prove where a package was built must not publish it. */
    async needsProvenance() {
      const before = published.size;
      const said = await inside('pnpm', ['--dir', 'packages/core', 'publish', '--no-git-checks', '--force'], { PNPM_CONFIG_PROVENANCE: 'true' }).catch(({ stdout, stderr }) => `${stdout}${stderr}`);
      return /provenance/i.test(said) && published.size === before ? '' : 'a package was published that does not prove where it was built';
    },

    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(resolve)),
  };
}
