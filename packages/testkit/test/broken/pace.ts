import { StreamSession } from '@g4f/requests';
import { setTimeout } from 'node:timers/promises';
import type { AsyncGeneratorProvider, ChatRequest } from '@g4f/core';
import type { Target } from '../../src/index.ts';
import { authored, createReference, post } from '../reference-provider.ts';
import { rewritten, type BrokenProviders } from './break.ts';

const kept = new Set<unknown>();

/** Lets go of what the providers above have kept. */
export function forget(): void {
  kept.clear();
}

/** Keeps the question in one place for all calls. */
function withOneQuestion(target: Target): AsyncGeneratorProvider {
  const good = createReference(target);
  let current: ChatRequest = { messages: [] };
  return {
    ...good,
    async *createAsyncGenerator(request, init) {
      current = request;
      await setTimeout(5);
      yield* good.createAsyncGenerator(current, init);
    },
  };
}

export const pace = {
  'holds back-pressure': {
    'reads ahead of its consumer': [
      rewritten(async function* (open) {
        const chunks: string[] = [];
        let isOver = false;
        const reader = (async () => {
          try {
            for await (const chunk of open()) chunks.push(chunk);
          } finally {
            isOver = true;
          }
        })();
        reader.catch(() => undefined);
        for (;;) {
          const chunk = chunks.shift();
          if (chunk !== undefined) yield chunk;
          else if (isOver) break;
          else await setTimeout(1);
        }
        await reader;
      }),
      /upstream could send|memory grew/,
    ],
    'keeps all that it read': [
      authored(async function* (target, request, init) {
        await using session = new StreamSession(init);
        const all: string[] = [];
        kept.add(all);
        for await (const line of (await post(session, target, request)).iterLines()) {
          all.push(line);
          yield (JSON.parse(line) as { text: string }).text;
        }
      }),
      /memory grew/,
    ],
  },
  'works ten at a time': {
    'keeps the question in one place': [withOneQuestion, /Expected values to be strictly deep-equal/],
    'keeps the answer in one place': [
      (target) => {
        const good = createReference(target);
        const answer: string[] = [];
        return {
          ...good,
          async *createAsyncGenerator(...call) {
            for await (const chunk of good.createAsyncGenerator(...call)) answer.push(chunk);
            yield* answer.splice(0);
          },
        };
      },
      /Expected values to be strictly deep-equal/,
    ],
  },
} satisfies BrokenProviders;
