import { defineProvider, ProviderError, type AsyncGeneratorProvider, type ErrorCode, type ProviderInfo, type Part } from '@g4f/core';
import { sleep, type Time } from '../src/routes/time.ts';
import { common } from './say.ts';

/** What a member does next, after so many milliseconds. */
export interface Move {
  readonly after: number;
  readonly does: 'text' | 'batch' | 'usage' | 'warning' | 'hang' | { readonly fail: ErrorCode; readonly retryAfter?: number | undefined };
}

/** What came of asking a member once. */
export interface TimedCall {
  readonly at: number;
  isOpen: boolean;
  endedAt: number | undefined;
}

/** A member that plays a script of its own for each call, by a time that is handed in. */
export interface Timed {
  readonly provider: AsyncGeneratorProvider;
  readonly calls: TimedCall[];
}

export const noDeadlines = { connect: false, firstByte: false, idle: false, total: false } as const;

function partsOf(does: Move['does'], text: string): Part[] {
  switch (does) {
    case 'text':
      return [{ type: 'text', text }];
    case 'batch':
      return [{ type: 'text', text: `${text}a` }, { type: 'text', text: `${text}b` }];
    case 'usage':
      return [{ type: 'usage', usage: { inputTokens: 7, outputTokens: 3 }, provenance: 'reported' }];
    case 'warning':
      return [{ type: 'warning', setting: 'seed', message: text }];
    default:
      return [];
  }
}

/** Makes a member. Its last script is played for all further calls. A foreign one is a bare generator, which core did not make. */
export function timed(id: string, scripts: readonly (readonly Move[])[], time: Time, info: Partial<ProviderInfo> = {}, isForeign = false): Timed {
  const calls: TimedCall[] = [];
  async function* play(signal: AbortSignal): AsyncGenerator<Part[]> {
    const call: TimedCall = { at: time.now(), isOpen: true, endedAt: undefined };
    const number = calls.push(call);
    try {
      for (const [index, { after, does }] of (scripts[Math.min(number, scripts.length) - 1] ?? []).entries()) {
        if (after > 0) await sleep(time, after, signal);
        if (does === 'hang') await sleep(time, 1e9, signal);
        else if (typeof does === 'object') throw new ProviderError('it failed', { code: does.fail, provider: id, retryAfter: does.retryAfter });
        else yield partsOf(does, `${id}#${number}.${index};`);
      }
    } finally {
      call.isOpen = false;
      call.endedAt = time.now();
    }
  }
  const made = defineProvider({ ...common, ...info, id }, (_, { signal }) => play(signal), { deadlines: noDeadlines });
  const foreign: AsyncGeneratorProvider = {
    ...made,
    async *createPartGenerator(_, { signal = new AbortController().signal } = {}) {
      for await (const parts of play(signal)) yield* parts;
      yield { type: 'finish', reason: 'stop' };
    },
  };
  return { provider: isForeign ? foreign : made, calls };
}
