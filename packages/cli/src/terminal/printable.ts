const escape = '\u001B';

// ECMA-48: CSI sequences; OSC, DCS, SOS, PM and APC strings up to BEL, ST or any other control character; every other escape
// sequence. None reaches over a character that begins another, so that hostile text costs no more time than any other.
const csi = `(?:${escape}\\[|\u009B)[0-?]*[ -/]*`;
const string = `(?:${escape}[\\]PX^_]|[\u0090\u0098\u009D-\u009F])\\P{Cc}*`;
const short = `${escape}[ -/]*`;
const sequences = new RegExp(`${csi}[@-~]|${string}(?:\u0007|\u009C|${escape}\\\\|(?=\\p{Cc}))|${short}[0-Z\\\\\`-~]`, 'gu');
const unfinished = new RegExp(`(?:${csi}|${string}${escape}?|${short})$`, 'u');
const controls = /[^\P{Cc}\n\t]/gu;

/** A sequence that has not ended after so many characters is no longer waited for. */
const longest = 4096;

/** Text without control characters (all but line feed and tab) and without escape sequences: safe to show in a terminal. */
export function printable(text: string): string {
  return text.replace(sequences, '').replace(controls, '');
}

/** {@link printable} for a stream: a sequence that is cut across chunks is held back until it ends. */
export function createPrintable(): (chunk: string) => string {
  let held = '';
  return (chunk) => {
    const text = held + chunk;
    held = unfinished.exec(text)?.[0] ?? '';
    if (held.length > longest) held = '';
    return printable(held === '' ? text : text.slice(0, -held.length));
  };
}
