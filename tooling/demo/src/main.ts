import { llama } from '@g4f/provider-llama';
import { runDemo } from './run-demo.ts';

/** The protocol has no field for how long an answer may be, and a small model does not know when to stop. */
const brief: typeof llama = { ...llama, createPartGenerator: (request, init) => llama.createPartGenerator({ ...request, maxTokens: 60 }, init) };

const isProven = await runDemo({ model: brief, write: (text) => process.stdout.write(text) });
process.exitCode = isProven ? 0 : 1;
