import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What npm asks of a registry about one package, of which there is one version. */
function packumentOf({ name, tarball }, url) {
  const manifest = JSON.parse(execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' }));
  const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  const { version } = manifest;
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist: { tarball: `${url}/${path.basename(tarball)}`, integrity } } } };
}

/**
 * An npm registry on this machine that has the scope @g4f as it would be published: the environment with which npm asks it, and asks
 * the usual one for all else.
 *
 * @param listen of the test kit
 */
export async function registryHere(packed, listen) {
  const ours = packed.filter(({ name }) => name.startsWith('@g4f/'));
  const server = await listen(({ url }, response) => {
    const asked = decodeURIComponent(url).slice(1);
    const whole = ours.find(({ tarball }) => path.basename(tarball) === asked);
    const named = ours.find(({ name }) => name === asked);
    if (whole !== undefined) response.end(readFileSync(whole.tarball));
    else if (named !== undefined) response.setHeader('content-type', 'application/json').end(JSON.stringify(packumentOf(named, server.url)));
    else response.writeHead(404).end('{}');
  });
  const unproxied = [process.env.NO_PROXY, process.env.no_proxy, '127.0.0.1'].filter(Boolean).join(',');
  return { env: { 'npm_config_@g4f:registry': `${server.url}/`, NO_PROXY: unproxied, no_proxy: unproxied, npm_config_noproxy: unproxied }, [Symbol.asyncDispose]: () => server.close() };
}
