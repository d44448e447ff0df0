import { Lexer, type Token, type Tokens } from 'marked';

/** A piece of a text that is drawn by itself. Once another has begun after it, it never changes. */
export type Block =
  | { readonly kind: 'code'; readonly raw: string; readonly language: string; readonly text: string; readonly isOpen: boolean }
  | { readonly kind: 'list'; readonly raw: string; readonly start: number | undefined; readonly isLoose: boolean; readonly items: readonly ListItem[] }
  | { readonly kind: 'quote'; readonly raw: string; readonly text: string }
  | { readonly kind: 'leaf'; readonly raw: string };

/** An entry of a list. */
export interface ListItem {
  readonly text: string;
  /** Of a task; `undefined` for an entry that is none. */
  readonly checked: boolean | undefined;
}

/** What a text came to so far. */
export interface Split {
  readonly blocks: readonly Block[];
  /** Where links by name lead to, in Markdown's own form. */
  readonly definitions: string;
}

const isFence = (raw: string): boolean => /^ {0,3}(?:`{3,}|~{3,})/.test(raw);
/** Whether a fence's end has not come yet. */
function isOpen(raw: string): boolean {
  const [, fence = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(raw) ?? [];
  return !new RegExp(`\\n {0,3}${fence}${fence[0] ?? '`'}*[ \\t]*\\n*$`).test(raw);
}

const isCode = (token: Token): token is Tokens.Code => token.type === 'code';
const isList = (token: Token): token is Tokens.List => token.type === 'list';
const isQuote = (token: Token): token is Tokens.Blockquote => token.type === 'blockquote';

function blockOf(token: Token): Block {
  const { raw } = token;
  if (isCode(token)) return { kind: 'code', raw, language: token.lang?.split(/\s/)[0]?.toLowerCase() ?? '', text: token.text, isOpen: isFence(raw) && isOpen(raw) };
  if (isQuote(token)) return { kind: 'quote', raw, text: token.text };
  if (!isList(token)) return { kind: 'leaf', raw };
  const items = token.items.map(({ text, task, checked }): ListItem => ({ text, checked: task ? checked === true : undefined }));
  return { kind: 'list', raw, start: token.ordered && typeof token.start === 'number' ? token.start : undefined, isLoose: token.loose, items };
}

/**
 * Makes a function that splits a text into blocks, for a text that grows: what was settled before is not read again, and comes as the
 * same objects.
 */
export function createSplitter(): (text: string) => Split {
  let before = '';
  let settledTo = 0;
  let settled: Block[] = [];
  let definitions: string[] = [];

  return (given) => {
    const text = given.replaceAll('\r\n', '\n');
    if (!text.startsWith(before)) {
      settledTo = 0;
      settled = [];
      definitions = [];
    }
    before = text;
    const tokens = new Lexer().blockTokens(text.slice(settledTo), []);
    const last = tokens.findLastIndex(({ type }) => type !== 'space');
    for (const token of tokens.slice(0, Math.max(0, last))) {
      settledTo += token.raw.length;
      if (token.type === 'def') definitions.push(token.raw.trim());
      else if (token.type !== 'space') settled.push(blockOf(token));
    }
    const open = tokens[last];
    if (open?.type === 'def') return { blocks: [...settled], definitions: [...definitions, open.raw.trim()].join('\n') };
    return { blocks: open === undefined ? [...settled] : [...settled, blockOf(open)], definitions: definitions.join('\n') };
  };
}
