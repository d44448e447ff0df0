import { StreamSession } from '@g4f/requests';
import { authored, post, readParts } from '../reference-provider.ts';
import { changed, rewritten, type BrokenProviders } from './break.ts';

async function* linesOfBytes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const bytes of chunks) {
    const lines = (rest + new TextDecoder().decode(bytes)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

export const streaming = {
  'is lazy': {
    'asks as soon as it is called': [
      rewritten((open) => {
        const source = open();
        const first = source.next();
        return (async function* () {
          for (let result = await first; result.done !== true; result = await source.next()) yield result.value;
        })();
      }),
      /before the first next|and one that was left/,
    ],
  },
  'streams as it arrives': {
    'waits for the whole answer': [
      rewritten(async function* (open) {
        yield (await Array.fromAsync(open())).join('');
      }),
      /first chunk, while upstream waits/,
    ],
  },
  'yields no empty text': {
    'yields an empty text before each chunk': [
      rewritten(async function* (open) {
        for await (const chunk of open()) yield* ['', chunk];
      }),
      /a chunk of text was empty/,
    ],
    'yields an empty part': [
      changed((good) => ({
        async *createPartGenerator(...call) {
          yield { type: 'text', text: '' };
          yield* good.createPartGenerator(...call);
        },
      })),
      /a text part was empty/,
    ],
  },
  'keeps split characters': {
    'decodes each network chunk by itself': [
      authored(async function* (target, request, init) {
        await using session = new StreamSession(init);
        yield* readParts(linesOfBytes((await post(session, target, request)).iterContent()));
      }),
      /�/,
    ],
  },
} satisfies BrokenProviders;
