import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Writes a bill of materials (CycloneDX 1.7) for every public package of a checkout into a folder: what an install of it brings, by the lockfile. */
export async function writeBills(checkout, folder) {
  rmSync(folder, { recursive: true, force: true });
  await run('pnpm', ['sbom', '--sbom-format', 'cyclonedx', '--prod', '--exclude-peers', '--filter', './packages/*', '--split', '--out', path.join(folder, '%s-%v.cdx.json')], { cwd: checkout, maxBuffer: 2 ** 26 });
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
}

/**
 * Adds what a package holds of others in its own files, as its list of them says: no install brings it, and whoever has the package has it.
 *
 * @param list a line for each, `name 1.2.3 (MIT)`, above the text of its licence
 */
export function addHeld(bill, list) {
  const known = new Set(bill.components.map((each) => each['bom-ref']));
  for (const [, whole, version, licence] of list.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d[\w.-]*) \((.+)\)$/gm)) {
    const [name, scope] = whole.split('/').reverse();
    const purl = `pkg:npm/${scope === undefined ? '' : `${encodeURIComponent(scope)}/`}${name}@${version}`;
    if (!known.has(purl)) bill.components.push({ type: 'library', name, version, purl, 'bom-ref': purl, ...(scope === undefined ? {} : { group: scope }), licenses: [{ expression: licence }] });
  }
}

/** Writes a bill again, once something was added. */
export function keepBill(folder, bill) {
  const { component } = bill.metadata;
  writeFileSync(path.join(folder, `${nameOf(component).replace('@', '').replace('/', '-')}-${component.version}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`);
}

const nameOf = ({ group, name }) => (group ? `${group}/${name}` : name);

/** What a bill does not say of the package that it is for, in words: each dependency stands in it, at the version that the package asks for. */
export function billFaults(bill, { name, version, manifest }) {
  if (bill === undefined) return ['it has no bill of materials'];
  const faults = [];
  const { component } = bill.metadata;
  if (bill.bomFormat !== 'CycloneDX' || component.version !== version) faults.push(`its bill is ${bill.bomFormat} for ${nameOf(component)}@${component.version}`);
  for (const [other, range] of Object.entries({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
    const found = bill.components.filter((each) => nameOf(each) === other);
    const exactly = range.replace(/^\^/, '');
    if (!found.some((each) => each.version === exactly || (range.startsWith('^') && each.version.split('.')[0] === exactly.split('.')[0]))) faults.push(`its bill lacks ${other} ${range}`);
  }
  const known = new Set([component, ...bill.components].map((each) => each['bom-ref']));
  for (const { ref, dependsOn = [] } of bill.dependencies) for (const each of [ref, ...dependsOn]) if (!known.has(each)) faults.push(`its bill names ${each}, and does not list it`);
  return faults.map((fault) => `${name}: ${fault}`);
}

/** The bill of a package. */
export const billOf = (bills, name) => bills.find(({ metadata }) => nameOf(metadata.component) === name);
