import { flagOf, isProviderError, type ChatRequest, type Message, type RunInit } from '@g4f/core';
import { answer, type Answer, type Asked, type Output } from './answer.ts';

/** What every turn is asked with. */
export interface AskerOptions {
  readonly settings: Pick<ChatRequest, 'temperature'>;
  readonly init: Pick<RunInit, 'proxy' | 'timeout'>;
  readonly output: Output;
  /** Gives somebody else to ask, where the first one's engine is not installed and its model cannot be had. Says so itself. */
  readonly stepIn: ((why: string) => Promise<Asked>) | undefined;
}

/** Asks with a system text (empty for none) and the turns so far. */
export type Ask = (system: string, turns: readonly Message[], signal: AbortSignal) => Promise<Answer>;

/** Asks one provider, or route, turn by turn. What it cannot take of the conversation is left out, and said once. */
export function createAsker(first: Asked, { settings, init, stepIn, output }: AskerOptions): Ask {
  let asked = first;
  let substitute = stepIn;
  const said = new Set<string>();
  const sayOnce = (message: string): void => {
    if (!said.has(message)) output.terminal.warn(message);
    said.add(message);
  };

  const messagesFor = (system: string, turns: readonly Message[]): Message[] => {
    const { id, model = '' } = asked.who();
    const keeps = flagOf(asked.provider, model, 'supportsMessageHistory') === true;
    if (!keeps && turns.length > 1) sayOnce(`${id} keeps no history: it is told the last turn alone`);
    if (asked.ignoresSystem && system !== '') sayOnce(`${id} takes no system text`);
    return [...(system === '' || asked.ignoresSystem ? [] : [{ role: 'system', content: system } as const]), ...(keeps ? turns : turns.slice(-1))];
  };

  return async function ask(system, turns, signal) {
    const result = await answer(asked, { ...settings, messages: messagesFor(system, turns) }, { ...init, signal }, output);
    const { error, text } = result;
    if (substitute === undefined || text !== '' || !isProviderError(error) || error.code !== 'missing-dependency') return result;
    asked = await substitute(error.message);
    substitute = undefined;
    return ask(system, turns, signal);
  };
}
