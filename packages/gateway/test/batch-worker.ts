// A process that works on batches: `node batch-worker.ts <redis> <upstream> <concurrency> <lease>`. Says `ready` once it does.
import process from 'node:process';
import { createOpenAICompatible } from '@g4f/provider-openai';
import { createBatches } from '../src/batches.ts';
import { createGateway, localAccess } from '../src/index.ts';

const [redis = '', upstream = '', concurrency = '', lease = ''] = process.argv.slice(2);

const provider = createOpenAICompatible({ id: 'openai', baseURL: `${upstream}/v1`, apiKey: 'any', models: ['small'] });
const batches = createBatches({ redis });
const gateway = createGateway({ providers: [provider], access: batches.access(localAccess()) });
await batches.work(gateway, { concurrency: Number(concurrency), lease: Number(lease), sweepEvery: 1_000 });
process.stdout.write('ready\n');
