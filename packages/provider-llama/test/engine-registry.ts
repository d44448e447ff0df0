import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listen, type Loopback } from '@g4f/testkit/servers';
import { enginePackages, engineVersion } from '../src/engine-packages.ts';

/** The packages of the engine without their weight: the module says that it is there. */
const files: { readonly [file: string]: string } = { 'dist/index.js': 'export const isFake = true;\n' };

/** What is not wanted. */
export const forCards = '@node-llama-cpp/linux-x64-cuda';

/** Makes a tarball as npm has them, and what a registry says of it. */
function packageOf(name: string, folder: string, url: string): { readonly tarball: Buffer; readonly packument: object } {
  const source = join(folder, name.replaceAll('/', '-'));
  const manifest = { name, version: engineVersion, type: 'module', optionalDependencies: name === forCards ? {} : { [forCards]: engineVersion } };
  for (const [file, text] of Object.entries({ ...files, 'package.json': JSON.stringify(manifest) })) {
    mkdirSync(dirname(join(source, 'package', file)), { recursive: true });
    writeFileSync(join(source, 'package', file), text);
  }
  execFileSync('tar', ['-czf', `${source}.tgz`, '-C', source, 'package']);
  const tarball = readFileSync(`${source}.tgz`);
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const version = { ...manifest, dist: { tarball: `${url}/${encodeURIComponent(name)}.tgz`, integrity } };
  return { tarball, packument: { name, 'dist-tags': { latest: engineVersion }, versions: { [engineVersion]: version } } };
}

/** An npm registry on this machine with the engine in it, what it was asked for, and the environment in which npm asks it. */
export async function engineRegistry(folder: string): Promise<Loopback & { readonly asked: readonly string[]; readonly env: NodeJS.ProcessEnv }> {
  const asked: string[] = [];
  const names = [...enginePackages(), `${forCards}@${engineVersion}`].map((each) => each.slice(0, each.lastIndexOf('@')));
  const server = await listen(({ url = '' }, response) => {
    const path = decodeURIComponent(url).slice(1);
    asked.push(path);
    const name = names.find((each) => each === path.replace(/\.tgz$/, ''));
    if (name === undefined) return void response.writeHead(404).end('{}');
    const { tarball, packument } = packageOf(name, folder, server.url);
    if (path.endsWith('.tgz')) response.end(tarball);
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(packument));
  });
  const env = { PATH: process.env['PATH'], HOME: folder, npm_config_registry: `${server.url}/`, npm_config_cache: join(folder, 'npm'), NO_PROXY: '*', no_proxy: '*' };
  return { ...server, asked, env };
}
