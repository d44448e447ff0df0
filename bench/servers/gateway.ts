import { createAccess, createGateway, type Endpoint } from '../../packages/gateway/src/index.ts';
import { serve } from '../../packages/gateway/src/node.ts';
import { createOpenAICompatible } from '../../packages/provider-openai/src/index.ts';
import { clientKey, modelOf, shapes, upstreamModelOf } from '../lib/client-key.ts';
import { used } from '../lib/used.ts';

/** The gateway over one upstream, with a key and names of its own for models, and with endpoints that say what it used. */
const [, , upstream = ''] = process.argv;
const [first, ...others] = shapes.map(upstreamModelOf);
if (first === undefined) throw new Error('no models');
const aliases = Object.fromEntries(shapes.map((shape) => [modelOf(shape), upstreamModelOf(shape)]));
const provider = createOpenAICompatible({ id: 'up', baseURL: `${upstream}/v1`, apiKey: 'key', models: [first, ...others], aliases });
const says = (path: string, collects: boolean): Endpoint => ({ method: 'GET', path, isOpen: true, handle: () => Promise.resolve({ status: 200, headers: {}, body: used(collects) }) });
const access = await createAccess({ keys: [{ id: 'bench', key: clientKey }] });
const gateway = createGateway({ providers: [provider], access, endpoints: [says('/used', false), says('/used/collected', true)], onError: console.error });
const { url } = await serve(gateway, { port: 0 });
console.log(url);
