import { describe, expect, test } from 'vitest';
import { fenceFaults } from './fence-faults.js';
import { fencesOf, pages } from './fences.js';
import { checkedWords, snippets } from './snippets.js';

const faultsIn = async (text) => (await Promise.all(fencesOf(text).map((fence) => fenceFaults(fence)))).flat();
const fenced = (head, code) => `\`\`\`${head}\n${code}\n\`\`\`\n`;

test.each(pages())('each fence of $page is checked, or says why not', async ({ page, text }) => {
  const faults = await Promise.all(fencesOf(text).map(async (fence) => (await fenceFaults(fence)).map((fault) => `${page}:${fence.line}: ${fault}`)));
  expect(faults.flat()).toEqual([]);
});

test.each(pages())('no fence of $page is indented, or left open', ({ text }) => {
  expect([...text.matchAll(/^ *`{3,}/gm)].length).toBe(2 * fencesOf(text).length);
});

test.each(pages())('no command of $page stands in a block without a fence, which nobody checks', ({ text }) => {
  const outside = fencesOf(text).reduce((rest, { code }) => rest.replace(code, ''), text);
  expect(outside.match(/^ {4,}(?:npm|npx|pnpm|g4f|node|curl|docker|git|cd|export|[A-Z_]+=\S*) .*$/gm) ?? []).toEqual([]);
});

test.each(pages())('$page has no marks of a merge', ({ text }) => {
  expect(text.match(/^(?:<{7}|>{7}) .*$/gm) ?? []).toEqual([]);
});

test('snippets have files of their own', () => {
  const files = snippets().map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
  expect(files.length).toBeGreaterThan(50);
});

test('what goes on has what came before', () => {
  const continued = pages().flatMap(({ text }) => fencesOf(text).filter(({ words }) => checkedWords.exec(words)?.[2] !== undefined));
  expect(continued.length).toBeGreaterThan(0);
  for (const { code } of continued) expect(snippets().some((snippet) => snippet.code.endsWith(`\n${code}`))).toBe(true);
});

describe('a fence that', () => {
  test.each([
    ['is code that nobody checks', fenced('ts', 'const a = 1;'), /is not checked/],
    ['is misspelt', fenced('ts chek', 'const a = 1;'), /is not checked/],
    ['gives no reason', fenced('ts unchecked:', 'const a = 1;'), /is not checked/],
    ['is JavaScript', fenced('js', 'const a = 1;'), /is not checked/],
    ['has no language', fenced('', 'hello'), /says no language/],
    ['is of a language that is not known', fenced('perl', 'print 1'), /nobody checks perl/],
    ['is no JSON', fenced('json', '{ a: 1 }'), /JSON/],
    ['is no YAML', fenced('yaml of: Prometheus', 'a: [1,'), /flow/i],
    ['is a configuration of something that it does not name', fenced('yaml', 'a: 1'), /says neither/],
    ['is no configuration of ours', fenced('yaml', '# yaml-language-server: $schema=https://unpkg.com/@g4f/gateway/config.schema.json\nprot: 80'), /did you mean port/],
    ['has a route of nobody', fenced('yaml', '# yaml-language-server: $schema=https://unpkg.com/@g4f/gateway/config.schema.json\nroutes: [{ id: main, kind: fallback, members: [nobody] }]'), /nobody/],
    ['is no shell', fenced('sh', 'if then'), /syntax error/],
    ['has a command that is not there', fenced('sh', 'npx g4f sreve'), /no command "sreve"/],
    ['has an option that is not there', fenced('sh', 'A=1 g4f serve --prot 80 && ls'), /no option --prot/],
    ['has a script that is not there', fenced('sh', 'npx -y pnpm@12 tset'), /no script "tset"/],
    ['has a script that is not where it looks', fenced('sh', 'pnpm --dir packages/web tset && pnpm --dir nowhere test'), /no script "t[se]{2}t"/],
    ['has a package that is not there', fenced('sh', 'npm install @g4f/croe'), /no package @g4f\/croe/],
    ['shows a command that is not there', fenced('console', '$ g4f chta "Hi"\nHello'), /no command "chta"/],
  ])('%s is told so', async (_, text, words) => {
    expect(await faultsIn(text)).toContainEqual(expect.stringMatching(words));
  });

  test.each([
    ['compiles', fenced('ts check', 'const a = 1;')],
    ['runs under a name', fenced('ts run foo.ts', 'console.log(1);')],
    ['gives its reason', fenced('ts unchecked: its test runner is yours', 'const a = 1;')],
    ['is of another program', fenced('yaml of: LiteLLM', 'model_list: []')],
    ['has commands of ours', fenced('sh', 'npm install @g4f/core@latest ioredis # both\nG4F_REDIS_URL=redis://127.0.0.1 npx g4f chat -p aibn "is -x an option?" | cat\npnpm --dir docs dev')],
    ['shows what came of a command', fenced('console', '$ g4f resolve -m gpt-4o \\\n  --json\n{ "prot": 80 }')],
  ])('%s is sound', async (_, text) => {
    expect(await faultsIn(text)).toEqual([]);
  });
});
