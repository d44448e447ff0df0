/** Dependencies on other people's packages that are not pinned, and why. */
const unpinned = {
  '@g4f/ai-sdk @ai-sdk/provider': 'its types meet those of whichever AI SDK the app has',
};

/** From a version that was tried up to the next that may break: `^1.2.3`, or several of them. */
const bounded = /^\^\d+\.\d+\.\d+(?: \|\| \^\d+\.\d+\.\d+)*$/;
const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Scripts that npm runs at whoever installs a package. */
const atInstall = ['preinstall', 'install', 'postinstall'];

/**
 * What of a packed package.json must not be published, in words.
 *
 * @param released version of each package of the repository, by name
 */
export function manifestFaults(manifest, released) {
  const faults = [];
  const expectThat = (isSo, otherwise) => isSo || faults.push(otherwise);
  const { name, dependencies = {}, peerDependencies = {}, optionalDependencies = {}, devDependencies = {}, publishConfig = {}, scripts = {} } = manifest;
  for (const [field, table] of Object.entries({ dependencies, peerDependencies, optionalDependencies, devDependencies })) {
    for (const [other, range] of Object.entries(table)) {
      expectThat(!/^(workspace|catalog|link|file):/.test(range), `${field} has ${other}: ${range}, which means nothing outside the repository`);
    }
  }
  for (const [other, range] of Object.entries({ ...dependencies, ...optionalDependencies })) {
    if (other in released) expectThat(range === `^${released[other]}`, `it needs ${other} ${range}, and ${released[other]} is what it was tested with`);
    else if (`${name} ${other}` in unpinned) expectThat(bounded.test(range), `it needs ${other} ${range}, which has no upper bound`);
    else expectThat(exact.test(range), `it needs ${other} ${range}: pin it, or say in manifest-rules.js why not`);
  }
  for (const [other, range] of Object.entries(peerDependencies)) {
    expectThat(bounded.test(range), `its peer ${other} is ${range}: name the major versions that were tried`);
    if (other in released) expectThat(range === `^${released[other]}`, `its peer ${other} is ${range}, and ${released[other]} is what it was tested with`);
  }
  expectThat(manifest.version === released[name] && manifest.version !== '0.0.0', `its version is ${manifest.version}`);
  expectThat(manifest.type === 'module', 'it is not ESM');
  expectThat(manifest.license === 'MIT', `its license is ${manifest.license}`);
  expectThat(manifest.private !== true, 'it is private');
  expectThat(manifest.exports === undefined || manifest.sideEffects === false, 'it does not say "sideEffects": false, so bundlers keep all of it');
  expectThat(/^git\+https:\/\/github\.com\//.test(manifest.repository?.url), 'it names no repository, which provenance is checked against');
  expectThat(publishConfig.access === 'public', 'publishConfig.access is not public');
  expectThat(publishConfig.provenance === true, 'publishConfig.provenance is not true');
  for (const script of atInstall) expectThat(!(script in scripts), `it runs a script at install: ${scripts[script]}`);
  return faults;
}
