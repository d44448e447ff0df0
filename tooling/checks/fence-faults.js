import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../build/packages.js';
import { configFaults } from './config-faults.js';
import { commandsOf, shellFaults } from './shell-faults.js';
import { checkedWords } from './snippets.js';

const { parse } = createRequire(path.join(root, 'packages/gateway/package.json'))('yaml');
const code = new Set(['ts', 'tsx', 'mts', 'js', 'mjs', 'jsx']);
const shown = new Set(['text', 'mermaid']); // what is printed; what a browser draws
const ofOthers = /^of: \S/;

const parsed = (read, text) => {
  try {
    read(text);
    return [];
  } catch (error) {
    return [`${error.name}: ${error.message}`];
  }
};

/** Lines of JSON, where `…` stands for those that are left out. */
const readLines = (text) => text.trim().split('\n').filter((line) => line !== '…').forEach((line) => JSON.parse(line));

/**
 * What is wrong with a fence, besides what the compiler will say: code that nobody checks, JSON and YAML that cannot be read, configurations that the gateway
 * refuses, commands that are not there. What is no code of ours says so in its first line: "```yaml of: LiteLLM", "```ts unchecked: why".
 */
export async function fenceFaults({ language, words, code: text }) {
  if (language === '') return ['says no language; ```text is for what is printed'];
  if (code.has(language)) return (language === 'ts' && checkedWords.test(words)) || /^unchecked: \S/.test(words) ? [] : ['is not checked: say "ts check", "ts run", or "unchecked: " and why'];
  if (shown.has(language)) return [];
  if (language === 'sh') return shellFaults(text);
  if (language === 'console') return shellFaults(commandsOf(text));
  if (language === 'json') return parsed(JSON.parse, text);
  if (language === 'jsonl') return parsed(readLines, text);
  if (language === 'yaml' && /^# yaml-language-server: \$schema=\S*config\.schema\.json\n/.test(text)) return configFaults(text);
  if (language === 'yaml') return ofOthers.test(words) ? parsed(parse, text) : ['says neither "# yaml-language-server: $schema=…/config.schema.json" nor "of: " and whose it is'];
  return ofOthers.test(words) ? [] : [`nobody checks ${language}: say "of: " and whose it is`];
}
