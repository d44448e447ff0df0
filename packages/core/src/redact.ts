const struck = '[redacted]';
/** Characters: a shorter text is struck only where it stands as a word of its own. */
const wordLength = 8;
/** Characters: a shorter content gives nothing away, and may be any word of an error. */
const shortestContent = 4;
/** Characters: a longer text is struck also where only a piece of this length shows. */
const pieceLength = 16;

/** The spellings in which a text may come back: as it is, inside JSON, inside a URL. */
function spellings(text: string): string[] {
  const wellFormed = text.toWellFormed();
  return [...new Set([text, JSON.stringify(text).slice(1, -1), encodeURIComponent(wellFormed), encodeURI(wellFormed)])];
}

function strikeWhole(text: string, needle: string): string {
  if (needle.length >= wordLength) return text.replaceAll(needle, struck);
  const word = needle.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'gu'), struck);
}

function strikePieces(text: string, haystacks: readonly string[]): string {
  const isKnown = (at: number): boolean => haystacks.some((haystack) => haystack.includes(text.slice(at, at + pieceLength)));
  let out = '';
  let copied = 0;
  for (let at = 0; at + pieceLength <= text.length; ) {
    if (!isKnown(at)) {
      at++;
      continue;
    }
    let end = at + pieceLength;
    while (end < text.length && isKnown(end - pieceLength + 1)) end++;
    out += text.slice(copied, at) + struck;
    copied = at = end;
  }
  return out + text.slice(copied);
}

/**
 * Makes a function that strikes what is private out of a text: secrets wherever they stand, contents whole or in pieces.
 *
 * @example
 * createRedact(['sk-123456789'], ['my long and private question'])('bad key sk-123456789'); // 'bad key [redacted]'
 */
export function createRedact(secrets: readonly string[], contents: readonly string[]): (text: string) => string {
  const whole = [...new Set([...secrets, ...contents.filter((text) => text.length >= shortestContent)].filter((text) => text.trim() !== '').flatMap(spellings))].sort((a, b) => b.length - a.length);
  const long = whole.filter((text) => text.length >= pieceLength);
  return (text) => strikePieces(whole.reduce(strikeWhole, text), long);
}

/** The user name and password of a proxy address, as written and decoded; none if it cannot be read. */
export function credentialsOf(address: string | undefined): string[] {
  if (address === undefined || !URL.canParse(address)) return address === undefined ? [] : [address];
  const { username, password } = new URL(address);
  return [password, username].flatMap((text) => [text, decode(text)]);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
