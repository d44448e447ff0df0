import type { Part } from '@g4f/core';
import { changed, type BrokenProviders } from './break.ts';

/** Does something else with each part. */
const replacing = (replace: (part: Part, index: number) => readonly Part[]) =>
  changed((good) => ({
    async *createPartGenerator(...call) {
      let index = 0;
      for await (const part of good.createPartGenerator(...call)) yield* replace(part, index++);
    },
  }));

export const usage = {
  'reports usage': {
    'counts chunks and calls them tokens': [
      replacing((part, index) => (part.type === 'finish' ? [{ type: 'usage', usage: { outputTokens: index }, provenance: 'reported' }, part] : [part])),
      /upstream reported no usage/,
    ],
    'keeps the usage to itself': [replacing((part) => (part.type === 'usage' ? [] : [part])), /must come out/],
    'mixes the numbers up': [
      replacing((part) => (part.type === 'usage' ? [{ ...part, usage: { inputTokens: part.usage.outputTokens, outputTokens: part.usage.inputTokens } }] : [part])),
      /must come out/,
    ],
  },
  'keeps tool calls whole': {
    'loses the end of the arguments': [replacing((part) => (part.type === 'tool-call' ? [{ ...part, arguments: part.arguments.slice(0, 3) }] : [part])), /deep-equal/],
    'loses the ids': [replacing((part) => (part.type === 'tool-call' ? [{ ...part, id: 'call' }] : [part])), /deep-equal/],
    'gives the deltas alone': [replacing((part) => (part.type === 'tool-call' ? [] : [part])), /deep-equal/],
    'writes the arguments anew': [
      replacing((part) => (part.type === 'tool-call' ? [{ ...part, arguments: JSON.stringify(JSON.parse(part.arguments), undefined, 1) }] : [part])),
      /deep-equal/,
    ],
    'does not say that it waits for results': [replacing((part) => (part.type === 'finish' ? [{ ...part, reason: 'stop' }] : [part])), /waits for results/],
    'declares no tools and takes them': [changed(() => ({ supportsTools: false })), /nothing was thrown/],
    'does not pass the tools on': [
      changed((good) => ({ createPartGenerator: (request, init) => good.createPartGenerator({ ...request, tools: undefined }, init) })),
      /upstream must be told of "weather"/,
    ],
  },
} satisfies BrokenProviders;
