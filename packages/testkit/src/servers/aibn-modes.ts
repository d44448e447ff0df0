import { answer, challenge, closeReused, cut, drip, empty, flood, floodError, neverEnd, stall, status } from './acts.ts';
import type { Answer } from './acts.ts';
import { aibnBuilds, refuseInWords, type AibnBuild, type UpstreamRefusal } from './aibn-builds.ts';
import type { Act } from './upstream.ts';

/** What a mode may look at. */
interface Setting {
  readonly build: AibnBuild;
  readonly answer: Answer;
  readonly upstreamRefusal: UpstreamRefusal;
}

const megabytes = 1_000_000;
const limited = '{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}';
const rateLimited = (retryAfter?: () => string): Act => (exchange) =>
  status(429, { body: limited, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter() } })(exchange);

/** One mode for each thing that the world does to a client; the comments count the rows of the two tables of the protocol. */
export const aibnModes = {
  works: ({ answer: text }) => answer(text),

  // What a client survives.
  'split-characters': ({ answer: text }) => drip(text), // 1
  'never-ends': ({ answer: text }) => neverEnd(text), // 2
  cut: ({ answer: text }) => cut(text), // 3
  'cut-content-length': ({ answer: text }) => cut(text, 'content-length'), // 3
  'input-refused-with-200': () => refuseInWords('input'), // 4
  'password-refused-with-200': () => refuseInWords('password'), // 4
  'signature-refused-with-200': () => refuseInWords('signature'), // 4
  'challenge-200': () => challenge(200), // 5
  'challenge-403': () => challenge(403), // 5
  'challenge-503': () => challenge(503), // 5
  empty: () => empty(), // 6
  'internal-server-error': ({ answer: text }) => aibnBuilds.current.upstreamBreaks(text), // 7
  'other-secret': ({ answer: text }) => answer(text), // 8: the server takes another build's secret
  'wants-password': ({ answer: text }) => answer(text), // 9: the server takes `open` and `sesame` only
  'wants-milliseconds': ({ answer: text }) => answer(text), // 10: the server checks the clock
  'rate-limited': () => rateLimited(), // 11
  'rate-limited-seconds': () => rateLimited(() => '7'), // 11
  'rate-limited-date': () => rateLimited(() => new Date(Date.now() + 30_000).toUTCString()), // 11
  'huge-error': () => floodError(500, 100 * megabytes), // 16
  'closes-reused': ({ answer: text }) => closeReused(answer(text)), // 17

  // What the model behind the server does.
  'upstream-unreachable': ({ build }) => aibnBuilds[build].unreachable,
  'upstream-refuses': ({ build, upstreamRefusal }) => aibnBuilds[build].upstreamRefuses(upstreamRefusal),
  'upstream-breaks': ({ build, answer: text }) => aibnBuilds[build].upstreamBreaks(text),
  'upstream-unfinished': ({ answer: text }) => neverEnd(text),
  'upstream-silent': () => empty(),

  // Pace.
  'slow-drip': ({ answer: text }) => drip(text, 20),
  'stalls-before-headers': () => stall('headers'),
  'stalls-after-headers': () => stall('body'),
  flood: () => flood(100 * megabytes),
} as const satisfies { readonly [mode: string]: (setting: Setting) => Act };

/** The name of a mode. */
export type AibnMode = keyof typeof aibnModes;
