import type { Asked } from '../chat/answer.ts';
import { createAsker } from '../chat/asker.ts';
import { readPrompt } from '../chat/read-prompt.ts';
import { routeOf } from '../chat/route.ts';
import { stepIn } from '../chat/step-in.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findProviders } from '../find-providers.ts';
import type { Io } from '../io.ts';
import type { ChatOptions } from '../options/chat-options.ts';
import { nameOf, noProvider, select, verdictOf } from '../selection.ts';
import { createTerminal, type Terminal } from '../terminal/terminal.ts';

/** Whether the command line says who shall answer: then nobody else steps in. */
const saysWho = ({ model, provider, require }: ChatOptions): boolean => model !== undefined || provider !== undefined || require !== undefined;

/** Chooses who is asked, and says what is to be known of the choice. */
async function choose(options: ChatOptions, isTalk: boolean, io: Io, terminal: Terminal): Promise<Asked> {
  const { provider: id, system = '' } = options;
  const found = await findProviders(options, io);
  for (const { packageName, reason } of found.failed) if (packageName === undefined) terminal.warn(reason); // a setting of one's own is wrong
  const selection = select(found, options, {
    ...(isTalk && id === undefined ? { supportsMessageHistory: true } : {}),
    ...(system === '' ? {} : { supportsSystemMessage: true }),
  });
  const { choices, explanations } = selection;
  if (options.explain === true) for (const each of explanations) terminal.warn(`${nameOf(each.provider.id, each.model)}: ${verdictOf(each)}`);
  const [first, ...rest] = choices;
  if (first === undefined) {
    const error = noProvider(selection, options, found);
    if (saysWho(options)) throw error;
    return stepIn(`${error.message}\n  to get one, install a provider here, or give the address of a deployment: -p <provider> --base-url <address>`, io, terminal);
  }
  if (id !== undefined && first.provider.working !== true) terminal.warn(`${id} is not declared to be working; it is asked because -p says so`);
  return routeOf([first, ...rest], io, terminal);
}

/** `g4f chat`: asks once, or talks. */
export async function chat(words: readonly string[], options: ChatOptions, io: Io): Promise<ExitCode> {
  const terminal = createTerminal(io);
  io.onWarning?.(({ message }) => {
    terminal.warn(message);
  });
  const prompt = await readPrompt(words, io);
  const asked = await choose(options, prompt === undefined, io, terminal);
  const { system = '', temperature, proxy, timeout, json = false } = options;
  const ask = createAsker(asked, {
    settings: { temperature },
    init: { proxy, timeout },
    output: { io, terminal, json },
    stepIn: saysWho(options) ? undefined : (why) => stepIn(why, io, terminal),
  });
  if (prompt === undefined) {
    const { talk } = await import('../chat/talk.ts');
    return talk(ask, system, io, terminal);
  }
  const answer = await ask(system, [{ role: 'user', content: prompt }], io.signal);
  if ('error' in answer) throw answer.error;
  return exitCodes.ok;
}
