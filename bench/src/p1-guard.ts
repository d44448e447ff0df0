import { defineProvider } from '../../packages/core/src/index.ts';
import { alternate, isShort } from '../lib/alternate.ts';
import { cpuTime } from '../lib/cpu.ts';
import { report } from '../lib/row.ts';

/** What the guard costs around an author's generator, without a network: nanoseconds a chunk, against that generator alone. */
const chunks = isShort ? 100_000 : 200_000;
const batch = 16;
const rounds = isShort ? 7 : 15;
const request = { messages: [{ role: 'user', content: 'Hi' }] } as const;
const text = Array.from({ length: 64 }, (_, index) => `word${index} `);
const batches = Array.from({ length: chunks / batch }, (_, index) => Array.from({ length: batch }, (_, inner) => text[(index + inner) % text.length] ?? ''));

async function* single(): AsyncGenerator<string> {
  for (let index = 0; index < chunks; index++) yield text[index % text.length] ?? '';
}

async function* several(): AsyncGenerator<readonly string[]> {
  for (const each of batches) yield each;
}

async function perChunk(stream: AsyncIterable<string>): Promise<number> {
  let seen = 0;
  const time = await cpuTime(async () => {
    for await (const chunk of stream) if (chunk !== '') seen++;
  });
  if (seen !== chunks) throw new Error(`${seen} of ${chunks} chunks`);
  return (time * 1_000) / chunks;
}

const info = { id: 'bench', url: '', models: ['m'], working: true } as const;
const ones = defineProvider(info, single);
const arrays = defineProvider(info, several);
const { bare, guarded, batched } = await alternate(
  {
    bare: () => perChunk(single()),
    guarded: () => perChunk(ones.createAsyncGenerator(request)),
    batched: () => perChunk(arrays.createAsyncGenerator(request)),
  },
  rounds,
);
const line = { goal: 'P1', beside: 'a bare generator', unit: 'ns/chunk', other: bare } as const;
report(
  { ...line, key: 'guard', work: 'the guard, a chunk a yield', ours: guarded, limit: 2 },
  { ...line, key: 'guard-batches', work: `the guard, ${batch} chunks a yield`, ours: batched, limit: 1 },
);
