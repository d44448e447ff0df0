import { createGateway } from '../../packages/gateway/src/index.ts';
import { serve } from '../../packages/gateway/src/node.ts';
import { createOpenAICompatible } from '../../packages/provider-openai/src/index.ts';

/** The gateway over one upstream, with an endpoint that says what CPU time it took. */
const [, , upstream = ''] = process.argv;
const provider = createOpenAICompatible({ id: 'up', baseURL: `${upstream}/v1`, apiKey: 'key', models: ['m'] });
const cpu = { method: 'GET', path: '/cpu', isOpen: true, handle: () => Promise.resolve({ status: 200, headers: {}, body: JSON.stringify({ ...process.cpuUsage(), ...process.memoryUsage() }) }) } as const;
const { url } = await serve(createGateway({ providers: [provider], endpoints: [cpu], onError: console.error }), { port: 0 });
console.log(url);
