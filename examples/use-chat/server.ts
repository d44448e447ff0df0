import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { POST } from './route.ts';

const app = new Hono();
app.post('/api/chat', (context) => POST(context.req.raw));
app.use('*', serveStatic({ root: 'dist' }));

serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 3000) }, ({ port }) => console.log(`http://localhost:${port}`));
