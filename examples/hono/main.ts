import { serve } from '@hono/node-server';
import { createRegistry } from '@g4f/registry';
import { discoverProviders } from '@g4f/registry/node';
import { createApp } from './app.ts';

const { providers } = await discoverProviders({ from: new URL('package.json', import.meta.url) });
serve({ fetch: createApp(createRegistry(providers)).fetch, port: 3000 }, ({ port }) => {
  console.log(`curl -N http://localhost:${port}/ask -d '{"question":"What is an async generator?"}'`);
});
