import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { createProgram } from '../../packages/cli/src/program.ts';
import { root } from '../build/packages.js';

const manifest = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const folders = new Map(globSync('packages/*/package.json', { cwd: root }).map((file) => [manifest(file).name, path.dirname(file)]));
const own = new Set(['install', 'exec', 'create', 'changeset', 'add']); // pnpm's, and programs that it runs

const quiet = new PassThrough();
const program = createProgram({ stdin: quiet, stdout: quiet, stderr: quiet, env: {}, isTTY: {}, columns: 80, cwd: root, signal: new AbortController().signal, now: () => 0, random: () => 0 }, () => {});
const help = ['-h', '--help'];

/** Words of a command, as a shell parts them; a quoted one is one word. */
const words = (command) => command.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];

function g4fFaults([name, ...rest]) {
  if (name === undefined) return [];
  if (/^-/.test(name)) return ['-V', '--version', ...help].includes(name) ? [] : [`g4f has no option ${name}`];
  const command = program.commands.find((each) => each.name() === name);
  if (command === undefined) return name === 'help' ? [] : [`g4f has no command "${name}"`];
  const known = [...help, ...command.options.flatMap(({ short, long }) => [short, long])];
  return rest.filter((word) => /^--?[a-z]/i.test(word) && !known.includes(word.replace(/=.*/, ''))).map((option) => `g4f ${name} has no option ${option}`);
}

/** The scripts of the package that pnpm is told to go to; else those of the root. */
function scriptsFor(options) {
  const [option, where] = options;
  const folder = option === '--filter' ? (folders.get(where) ?? where) : ['--dir', '-C'].includes(option) ? where : '.';
  const file = path.join(folder, 'package.json');
  return existsSync(path.join(root, file)) ? (manifest(file).scripts ?? {}) : {};
}

function pnpmFaults(rest) {
  const options = /^(?:--filter|--dir|-C)$/.test(rest[0] ?? '') ? rest.slice(0, 2) : [];
  const [verb, script] = rest.slice(options.length).filter((word) => !word.startsWith('-'));
  const name = verb === 'run' ? script : verb;
  const scripts = scriptsFor(options);
  return name === undefined || Object.hasOwn(scripts, name) || (verb !== 'run' && own.has(name)) ? [] : [`there is no script "${name}"`];
}

function commandFaults(all) {
  const [first, ...rest] = all.filter((word, index) => !(/^[A-Z_]\w*=/.test(word) && all.slice(0, index).every((before) => /^[A-Z_]\w*=/.test(before))));
  const named = rest.filter((word) => word.startsWith('@g4f/') || word.startsWith('create-g4f')).map((word) => word.replace(/(?<=.)@[\w.^~-]+$/, ''));
  const unknown = ['npm', 'npx', 'pnpm'].includes(first) ? named.filter((name) => !folders.has(name)).map((name) => `there is no package ${name}`) : [];
  if (first === 'g4f') return g4fFaults(rest);
  if (first === 'pnpm') return [...unknown, ...pnpmFaults(rest)];
  if (first !== 'npx') return unknown;
  const [run, ...further] = rest.filter((word, index) => !(word.startsWith('-') && rest.slice(0, index).every((before) => before.startsWith('-'))));
  return [...unknown, ...(run === 'g4f' ? g4fFaults(further) : /^pnpm(@|$)/.test(run) ? pnpmFaults(further) : [])];
}

/**
 * What is wrong with a piece of shell: its syntax, as bash has it; commands and options that `g4f` does not have; scripts and packages that are not here.
 *
 * @example
 * shellFaults('g4f serve --prot 80'); // ['g4f serve has no option --prot']
 */
export function shellFaults(code) {
  const { stderr, status, error } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) return [stderr.trim()];
  const lines = code.replaceAll('\\\n', ' ').split('\n');
  return lines.flatMap((line) => line.replace(/(^|\s)#.*$/, '').split(/\s(?:\||&&|\|\||;)\s/)).flatMap((command) => commandFaults(words(command.trim())));
}

/** The commands of a session at a terminal: what stands behind `$`, and goes on where a line ends in a backslash or a quote is open. */
export const commandsOf = (session) => [...session.matchAll(/^\$ (.*(?:\\\n.*)*)$/gm)].map(([, command]) => command).join('\n');
