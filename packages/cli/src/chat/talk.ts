import type { Message } from '@g4f/core';
import { messageOf } from '../describe-error.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { Interruption } from '../interruption.ts';
import type { Io } from '../io.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Ask } from './asker.ts';
import { createLineReader } from './line-reader.ts';
import { parseSlashCommand, slashCommands } from './slash-command.ts';

/** Talks until somebody leaves. What was said is kept from turn to turn; a turn that failed is forgotten. */
export async function talk(ask: Ask, startingSystem: string, io: Io, { note, fail, err }: Terminal): Promise<ExitCode> {
  let system = startingSystem;
  let turns: Message[] = [];
  let answering: AbortController | undefined;
  let leaving: ExitCode = exitCodes.ok;

  using reader = createLineReader(io, '> ', () => {
    if (answering !== undefined) answering.abort(new Interruption('SIGINT'));
    else {
      leaving = exitCodes.interrupted;
      reader.close();
    }
  });

  const obey = (name: string, rest: string): void => {
    if (name === '/new') turns = [];
    else if (name === '/system') system = rest;
    else for (const [command, what] of Object.entries(slashCommands)) note(`${command.padEnd(8)} ${err.dim(what)}`);
  };

  const turn = async (line: string): Promise<void> => {
    const stop = (answering = new AbortController());
    const asked: Message = { role: 'user', content: line };
    const { text, error } = await ask(system, [...turns, asked], AbortSignal.any([io.signal, stop.signal]));
    answering = undefined;
    io.signal.throwIfAborted();
    if (text !== '') turns.push(asked, { role: 'assistant', content: text });
    if (error !== undefined && !stop.signal.aborted) fail(messageOf(error, io.env));
  };

  note(err.dim('/new, /system and /exit are commands; Ctrl-C stops an answer.'));
  for (;;) {
    const line = await reader.read();
    io.signal.throwIfAborted();
    if (line === undefined) {
      note('');
      return leaving;
    }
    if (line.trim() === '') continue;
    const command = parseSlashCommand(line);
    if (command === undefined) await turn(line);
    else if (command.name === '/exit') return exitCodes.ok;
    else obey(command.name, command.rest);
  }
}
