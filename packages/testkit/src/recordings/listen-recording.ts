import { status } from '../servers/acts.ts';
import { listenWire } from '../servers/listen-wire.ts';
import type { Act, Upstream } from '../servers/upstream.ts';
import type { Recording } from './recording.ts';
import { replay, type ReplayOptions } from './replay.ts';

const pathOf = (path: string): string => path.replace(/\?.*/, '');

/**
 * Starts a server that says again what was recorded, so that any client can be pointed at it. A request gets the recording with its
 * method and path; of several the next one each time, and the last again. Any other gets a 404 that names what there is.
 *
 * @example
 * await using upstream = await listenRecording([await readRecording('weather.jsonl')], { chunking: 'bytes' });
 * const text = await createMine({ baseURL: upstream.url }).createAsync({ messages });
 */
export async function listenRecording(recordings: readonly Recording[], options?: ReplayOptions): Promise<Upstream> {
  const played = new Map<string, number>();
  const nameOf = ({ method, path }: { readonly method: string; readonly path: string }): string => `${method} ${pathOf(path)}`;
  const act: Act = (exchange) => {
    const name = nameOf(exchange.call);
    const matching = recordings.filter(({ request }) => nameOf(request) === name);
    const turn = played.get(name) ?? 0;
    played.set(name, turn + 1);
    const recording = matching[turn] ?? matching.at(-1);
    if (recording !== undefined) return replay(recording, options)(exchange);
    const known = recordings.map(({ request }) => nameOf(request)).join(', ');
    return status(404, { headers: { 'content-type': 'text/plain' }, body: `nothing was recorded for ${name}; there is ${known}` })(exchange);
  };
  // The bytes are those of the recording: nothing is read or written on any wire.
  return listenWire({ carries: [], read: () => [], encoder: () => ({ part: () => '' }) }, act);
}
