import { ProviderError, type Message } from '@g4f/core';
import type { RequestBlock, RequestMessage } from './blocks.ts';
import { encodeContent } from './encode-content.ts';

/** A conversation as the wire has it. */
export interface EncodedMessages {
  /** What is said before everything else. */
  readonly system?: string | readonly RequestBlock[];
  readonly messages: readonly RequestMessage[];
}

interface Turn {
  readonly role: RequestMessage['role'];
  readonly blocks: RequestBlock[];
}

/** Results first, as the wire wants them after the calls that they answer; the rest in its order. */
function resultsFirst(blocks: readonly RequestBlock[]): readonly RequestBlock[] {
  const isResult = ({ type }: RequestBlock): boolean => type === 'tool_result';
  return [...blocks.filter(isResult), ...blocks.filter((block) => !isResult(block))];
}

function systemBlocks(message: Message, provider: string): readonly RequestBlock[] {
  const blocks = encodeContent(message, provider);
  if (blocks.some(({ type }) => type !== 'text')) throw new ProviderError('a system message holds text only on this wire', { code: 'unsupported' });
  return blocks;
}

/**
 * Gathers messages into turns: neighbours of one role become one, as the service would take them. A system message among them stays
 * where it is, for what it says may be about what came before. The wire takes one as such only behind a user turn and before the
 * assistant's, and only newer models do; elsewhere it is put into the user turn in its place, as text that says what it is.
 */
function gather(messages: readonly Message[], provider: string, takesLateSystem: boolean): readonly Turn[] {
  const turns: Turn[] = [];
  const add = (role: Turn['role'], blocks: readonly RequestBlock[]): void => {
    const last = turns.at(-1);
    if (blocks.length === 0) return;
    if (last?.role === role) last.blocks.push(...blocks);
    else turns.push({ role, blocks: [...blocks] });
  };
  const isPlaced = (index: number): boolean => {
    const next = messages.slice(index + 1).find(({ role }) => role !== 'system')?.role;
    return takesLateSystem && turns.at(-1)?.role !== 'assistant' && turns.length > 0 && (next === undefined || next === 'assistant');
  };
  messages.forEach((message, index) => {
    if (message.role !== 'system') {
      add(message.role === 'assistant' ? 'assistant' : 'user', encodeContent(message, provider));
      return;
    }
    const blocks = systemBlocks(message, provider);
    if (isPlaced(index)) add('system', blocks);
    else add('user', blocks.map((block) => (block.type === 'text' ? { type: 'text', text: `<system>\n${block.text}\n</system>` } : block)));
  });
  return turns;
}

function shortened(blocks: readonly RequestBlock[]): string | readonly RequestBlock[] {
  const [first] = blocks;
  return blocks.length === 1 && first?.type === 'text' ? first.text : blocks;
}

/** The wire refuses an answer to go on from that ends in white space. */
function withoutTrailingSpace(turn: Turn): void {
  const last = turn.blocks.at(-1);
  if (turn.role === 'assistant' && last?.type === 'text') turn.blocks[turn.blocks.length - 1] = { type: 'text', text: last.text.trimEnd() };
}

/**
 * Writes a conversation: system messages before the first turn on their own, the others in turns.
 *
 * @throws ProviderError `invalid-request` where nothing is said, `unsupported` for what the wire cannot carry
 */
export function encodeMessages(messages: readonly Message[], provider: string, takesLateSystem: boolean): EncodedMessages {
  const first = messages.findIndex(({ role }) => role !== 'system');
  const system = messages.slice(0, first === -1 ? messages.length : first).flatMap((message) => systemBlocks(message, provider));
  const turns = first === -1 ? [] : gather(messages.slice(first), provider, takesLateSystem);
  const last = turns.at(-1);
  if (last === undefined) throw new ProviderError('no message but a system message says anything: send a user message', { code: 'invalid-request' });
  withoutTrailingSpace(last);
  return {
    ...(system.length > 0 && { system: shortened(system) }),
    messages: turns.map(({ role, blocks }) => ({ role, content: shortened(role === 'user' ? resultsFirst(blocks) : blocks) })),
  };
}
