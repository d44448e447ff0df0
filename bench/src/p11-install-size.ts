import path from 'node:path';
import { install, sizeOf, tarballs, temporary } from '../lib/install.ts';
import { report } from '../lib/row.ts';

/** What an app downloads: core, registry and provider-aibn with all that they need, against undici and eventsource-parser alone. */
const allowance = 150_000; // bytes above the floor

using folder = temporary();
const packed = await tarballs(folder.path);
const ours = path.join(folder.path, 'ours');
const floor = path.join(folder.path, 'floor');
// The last two are what the first three need: named, because they are not published yet.
install(ours, Object.fromEntries(['core', 'registry', 'provider-aibn', 'requests', 'wires'].map((name) => [`@g4f/${name}`, packed[`@g4f/${name}`]])));
install(floor, { undici: '8.12.4', 'eventsource-parser': '4.1.3' });
const [bytes, least] = [sizeOf(ours), sizeOf(floor)];
report({ goal: 'P11', work: 'installed: core, registry, provider-aibn over undici, eventsource-parser', unit: 'kB', ours: bytes / 1000, floor: least / 1000, limit: (least + allowance) / least });
