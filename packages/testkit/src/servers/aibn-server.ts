import { parseChatgptDemo, verifyChatgptDemo, type ChatgptDemoRefusal } from '@g4f/wires';
import { status, type Answer } from './acts.ts';
import { aibnBuilds, serverError, type AibnBuild, type UpstreamRefusal } from './aibn-builds.ts';
import { aibnModes, type AibnMode } from './aibn-modes.ts';
import { aibnWire, readAibnBody } from './aibn-wire.ts';
import { listenWire } from './listen-wire.ts';
import type { Act, Upstream, UpstreamCall } from './upstream.ts';

/** How a chatgpt-demo deployment was built and set up, and how it fares. */
export interface AibnServerOptions {
  /** @default 'current' */
  readonly build?: AibnBuild | undefined;
  /** What requests must be signed with. @default what the build takes when none was set: empty, or `undefined` before the current one */
  readonly secret?: string | undefined;
  /** `SITE_PASSWORD`: a comma list. @default none wanted */
  readonly pass?: string | undefined;
  /** Refuses a `time` that is not within five minutes of now in milliseconds, as some forks do. @default false */
  readonly checksTime?: boolean | undefined;
  /** The text of a good answer, one network chunk an item; a function makes it of what was asked. */
  readonly answer?: Answer | undefined;
  /** What goes wrong. @default 'works' */
  readonly mode?: AibnMode | undefined;
  /** What the model behind says in the mode `upstream-refuses`. @default a 503 in JSON */
  readonly upstreamRefusal?: UpstreamRefusal | undefined;
  /** Speaks TLS with the test certificate. @default false */
  readonly tls?: boolean | undefined;
}

const overloaded = { status: 503, body: '{"error":{"message":"The model is overloaded","type":"server_error"}}' };

/** What some modes change about the server itself; what the caller says wins. */
const settingsOf: { readonly [M in AibnMode]?: Pick<AibnServerOptions, 'secret' | 'pass' | 'checksTime'> } = {
  'other-secret': { secret: 'a secret of its own' },
  'wants-password': { pass: 'open,sesame' },
  'wants-milliseconds': { checksTime: true },
};

/**
 * Starts a server that speaks the chatgpt-demo protocol: checks the password and the signature in the order of the real one,
 * answers in bare text, and fails in the way that `mode` names. `play` replaces what comes after the checks.
 *
 * @example
 * await using server = await aibnServer({ mode: 'cut', answer: ['half an ans'] });
 */
export function aibnServer(options: AibnServerOptions = {}): Promise<Upstream> {
  const { build = 'current', mode = 'works', answer = ['Привет', ', 你好', ' 🌍'], upstreamRefusal = overloaded, tls } = options;
  const { secret = aibnBuilds[build].secret, pass, checksTime = false } = { ...settingsOf[mode], ...defined(options) };
  const act = aibnModes[mode]({ build, answer, upstreamRefusal });

  const refusal = async (call: UpstreamCall): Promise<Act | undefined> => {
    if (call.method !== 'POST') return status(404);
    if (call.path === '/api/auth') return authorise(call.body, pass);
    if (call.path !== '/api/generate') return status(404);
    const body = readAibnBody(call.body);
    if (body === undefined) return serverError;
    const reason = await reasonToRefuse(body, { secret, pass, checksTime });
    return reason === undefined ? undefined : aibnBuilds[build].refuse(reason);
  };
  return listenWire({ ...aibnWire, refusal }, act, { tls });
}

/** Options that were left out or `undefined` do not hide a mode's own. */
function defined(options: AibnServerOptions): AibnServerOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

interface Checks {
  readonly secret: string;
  readonly pass: string | undefined;
  readonly checksTime: boolean;
}

async function reasonToRefuse(body: object, { secret, pass, checksTime }: Checks): Promise<ChatgptDemoRefusal | undefined> {
  const request = parseChatgptDemo(body);
  if (request === undefined) return 'input';
  const reason = await verifyChatgptDemo(request, { secret, passwords: pass?.split(',') });
  return reason === undefined && checksTime && Math.abs(request.time - Date.now()) > 300_000 ? 'signature' : reason;
}

function authorise(body: string, wanted: string | undefined): Act {
  const { pass }: { readonly pass?: unknown } = readAibnBody(body) ?? {};
  const isOpen = wanted === undefined || wanted.split(',').some((each) => each === pass);
  return status(200, { body: JSON.stringify({ code: isOpen ? 0 : -1 }) });
}
