import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { used } from '../lib/used.ts';

/** Portkey's gateway, started by its own program. Prints its address, and behind that one that says what this process used. */
const own = createServer((_request, response) => response.end(used()));
const probe = createServer().listen(0, '127.0.0.1');
own.listen(0, '127.0.0.1');
await Promise.all([once(own, 'listening'), once(probe, 'listening')]);
const [port, ownPort] = [probe, own].map((server) => (server.address() as AddressInfo).port);
probe.close();
await once(probe, 'close');

const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true; // It draws while it starts.
console.warn = () => undefined; // Its server does not know this Node's responses, and says so once.
process.argv.push(`--port=${port}`, '--headless');
await import(new URL('../node_modules/@portkey-ai/gateway/build/start-server.js', import.meta.url).href);
const url = `http://127.0.0.1:${port}`;
while (!(await fetch(url).then(({ ok }) => ok, () => false)));
print(`${url} http://127.0.0.1:${ownPort}`);
