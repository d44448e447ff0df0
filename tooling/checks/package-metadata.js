import { readFileSync } from 'node:fs';
import path from 'node:path';

const home = 'https://github.com/g4f/g4f';
const fence = /^```sh\n([^]*?)^```$/gm;

/** The commands of a README by which it is had. */
const commandsOf = (readme) => Array.from(readme.matchAll(fence), ([, code]) => code).join('').split('\n');

/**
 * What somebody who meets a package on npm would miss in its package.json or its README, in words.
 *
 * @param folder its folder in `packages/`
 */
export function metadataFaults(folder, manifest, readme) {
  const faults = [];
  const expectThat = (isSo, otherwise) => isSo || faults.push(otherwise);
  const { name, description = '', keywords = [], homepage, bugs, repository, funding, author } = manifest;
  const directory = `packages/${path.basename(folder)}`;
  expectThat(/^[^\n]{20,140}\.$/.test(description), `description is ${JSON.stringify(description)}: a sentence of 20 to 140 characters`);
  expectThat(keywords.includes('g4f') && keywords.includes('llm'), 'keywords lack "g4f" or "llm"');
  expectThat(new Set(keywords).size === keywords.length, 'a keyword stands there twice');
  expectThat(homepage === `${home}/tree/main/${directory}#readme`, `homepage is ${homepage}`);
  expectThat(bugs === `${home}/issues`, `bugs is ${bugs}`);
  expectThat(repository?.url === `git+${home}.git` && repository.directory === directory, 'repository is not this one, or another folder of it');
  expectThat(funding === undefined && author === undefined, 'it names an author or funding: there is none that is not in every package');
  expectThat(readme.startsWith(`# ${name}\n`), `README.md does not begin with "# ${name}"`);
  const created = name.startsWith('create-') ? `npm create ${name.slice('create-'.length)}` : undefined;
  expectThat(
    commandsOf(readme).some((line) => (created === undefined ? /^npm install /.test(line) && line.split(' ').includes(name) : line.startsWith(created))),
    'README.md does not say how it is installed, in a block of "```sh"',
  );
  expectThat(/\]\(\.\.\/|\]\(https:/.test(readme), 'README.md leads nowhere');
  return faults;
}

/** Reads a package of the repository. */
export function readPackage(folder) {
  const text = (file) => readFileSync(path.join(folder, file), 'utf8');
  return [folder, JSON.parse(text('package.json')), text('README.md')];
}
