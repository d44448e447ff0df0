import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasPlugin } from './provider-shape.js';

/** Where the laws that each provider keeps are written down: by `pnpm status`, from a run of them. */
export const keptFile = 'tooling/checks/laws-kept.json';

/** Nobody answers there: what runs on a reader's machine is not on everybody's. */
const nobody = '127.0.0.1:1';
const environment = { OLLAMA_HOST: nobody, LMSTUDIO_BASE_URL: `http://${nobody}/v1`, LLAMA_CPP_BASE_URL: `http://${nobody}/v1`, VLLM_BASE_URL: `http://${nobody}/v1` };

/** The flags that differ from provider to provider, in the words of the table. */
const words = { supportsTools: 'tools', supportsImages: 'images', supportsFiles: 'files', supportsStructuredOutput: 'schemas', supportsReasoning: 'reasoning' };

/** The wire of a package whose streams were recorded. */
const wires = { 'provider-openai': 'openai-chat', 'provider-anthropic': 'anthropic-messages', 'provider-gemini': 'gemini' };

/** Stands on this machine. */
const isLocal = ({ url }) => /^https?:\/\/127\./.test(url);

/** The variable of its key: it names it where a call has none, before it opens a connection. */
async function keyOf(provider) {
  if (provider.needsAuth !== true) return undefined;
  const error = await provider.createAsync({ messages: [{ role: 'user', content: 'Hi' }] }).catch((reason) => reason);
  return /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN)\b/.exec(error.message)?.[0];
}

async function working(provider, key, plugin) {
  if (provider.working === true) return 'yes';
  if (key !== undefined) return `with \`${key}\``;
  const elsewhere = `${provider.id.toUpperCase().replaceAll('-', '_')}_BASE_URL`;
  const moved = [await plugin({ ...environment, [elsewhere]: 'https://chat.example.com' })].flat().find(({ id }) => id === provider.id);
  if (moved.working === true) return `with \`${elsewhere}\`; ${new URL(provider.url).host} is gone`;
  return isLocal(provider) ? 'where its port answers' : 'no';
}

function recordingsOf(root, name) {
  const wire = wires[name];
  if (wire === undefined) return '';
  const count = (origin) => globSync(`tooling/differential/recordings/${wire}/${origin}-*.jsonl`, { cwd: root }).length;
  return [[count('llama-cpp'), 'recorded here'], [count('vercel'), 'published']].filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`).join(', ');
}

const lawsOf = ({ passed, skipped }) => {
  const reasons = Object.entries(skipped);
  const all = reasons.reduce((sum, [, laws]) => sum + laws, passed);
  return `${passed} of ${all}${reasons.length === 0 ? '' : `; ${reasons.map(([reason, laws]) => `${laws} ${reason}`).join(', ')}`}`;
};

/** The table of every provider, from what each says of itself, from the laws that it kept, and from the recordings that there are. */
export async function statusTable(root, kept) {
  const rows = [];
  const last = [];
  for (const folder of globSync('packages/provider-*', { cwd: root }).sort()) {
    const name = path.basename(folder);
    if (kept[name] === undefined) continue; // new: CI asks for it
    const tested = [lawsOf(kept[name]), recordingsOf(root, name)];
    const link = `[${name}](${folder})`;
    if (!hasPlugin(folder)) {
      last.push(['any model of the AI SDK', link, 'as the model does', 'what you say of it', ...tested]);
      continue;
    }
    const { default: plugin } = await import(pathToFileURL(path.join(root, folder, 'src/plugin.ts')).href);
    const providers = [await plugin(environment)].flat();
    for (const [index, provider] of providers.entries()) {
      const can = Object.entries(words).filter(([flag]) => provider[flag] === true).map(([, word]) => word);
      const own = index === 0 ? tested : ['as above', 'as above'];
      rows.push([`\`${provider.id}\``, link, await working(provider, await keyOf(provider), plugin), can.join(', '), ...own]);
    }
  }
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(['provider', 'package', 'works', 'can, beside text', 'laws kept', 'real streams read']), '|---|---|---|---|---|---|', ...[...rows, ...last].map(line)].join('\n');
}

const between = /(?<=<!-- providers:start -->\n)[^]*?(?=\n<!-- providers:end -->)/;

/** What stands between the markers of a page. */
export const written = (page) => between.exec(page)?.[0];

/** The page with another table between its markers. */
export const rewritten = (page, table) => page.replace(between, () => table);

/** Counts the laws of each provider in the report of a run: kept, and left out by their reasons. One that was broken is in neither. */
export function lawsIn({ testResults }) {
  const all = {};
  for (const { name: file, assertionResults } of testResults) {
    const [, name] = /packages\/(provider-[\w-]+)\/.*\.laws\.test\.ts$/.exec(file.replaceAll(path.sep, '/')) ?? [];
    if (name === undefined) continue;
    const suites = Map.groupBy(assertionResults, ({ ancestorTitles }) => ancestorTitles.at(-1));
    for (const tests of suites.values()) {
      const passed = tests.filter(({ status }) => status === 'passed').length;
      const skipped = {};
      for (const { status, title } of tests) {
        if (status === 'passed' || status === 'failed') continue;
        const reason = shortly(title);
        skipped[reason] = (skipped[reason] ?? 0) + 1;
      }
      // Of several providers in a package the one that keeps fewest speaks for it.
      if (all[name] === undefined || passed < all[name].passed) all[name] = { passed, skipped };
    }
  }
  return all;
}

/** The reason of a skipped law, as short as a table wants it. */
function shortly(title) {
  const [, reason = title] = /\(skipped: (.*)\)$/.exec(title) ?? [];
  if (reason === 'the provider has none') return 'about what it does not offer';
  if (reason.startsWith('there is no upstream')) return 'about an upstream, which it has none of';
  if (reason.startsWith('the SDK')) return 'not to be kept through the SDK';
  return reason;
}

/** What {@link keptFile} says. */
export const readKept = (root) => JSON.parse(readFileSync(path.join(root, keptFile), 'utf8'));
