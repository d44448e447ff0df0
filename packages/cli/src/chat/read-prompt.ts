import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';

/** Standard input that says nothing for so long (ms) is spoken of: a script may have left it open by mistake. */
const patience = 2_000;

async function readPiped({ stdin, stderr, signal }: Io): Promise<string> {
  const hint = setTimeout(() => stderr.write('note: waiting for standard input to end; use < /dev/null if there is none\n'), patience);
  try {
    return await text(addAbortSignal(signal, stdin));
  } finally {
    clearTimeout(hint);
  }
}

/**
 * The prompt: the arguments, with what is piped in below them. `undefined` where somebody sits there and has said nothing yet.
 *
 * @throws UsageError where there is nothing to ask
 */
export async function readPrompt(words: readonly string[], io: Io): Promise<string | undefined> {
  if (words.length === 0 && io.isTTY.stdin) return undefined;
  const parts = [words.join(' '), io.isTTY.stdin ? '' : (await readPiped(io)).trimEnd()];
  const prompt = parts.filter((part) => part.trim() !== '').join('\n\n');
  if (prompt === '') throw new UsageError('there is no prompt: give one as an argument or on standard input, as in g4f chat "Why is the sky blue?"');
  return prompt;
}
