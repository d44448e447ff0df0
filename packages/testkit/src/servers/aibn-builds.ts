import { chatgptDemoRefusals, type ChatgptDemoRefusal } from '@g4f/wires';
import { answer, neverEnd, stall, status, type Answer } from './acts.ts';
import type { Act } from './upstream.ts';

/** The three generations of chatgpt-demo in the wild: after 26 April 2023, from 17 March to 25 April 2023, before. */
export type AibnBuild = 'current' | 'legacy' | 'early';

const plain = { 'content-type': 'text/plain;charset=UTF-8' };

/** A refusal in plain words with status 200, as early builds give it. */
export const refuseInWords = (reason: ChatgptDemoRefusal): Act => status(200, { headers: plain, body: chatgptDemoRefusals[reason].text });

const refuseInJson = (reason: ChatgptDemoRefusal): Act => {
  const { status: code, text } = chatgptDemoRefusals[reason];
  return status(code, { headers: plain, body: JSON.stringify({ error: { message: `${text}.` } }) });
};

/** What the model behind a deployment said when it refused. */
export interface UpstreamRefusal {
  readonly status: number;
  readonly body: string;
}

const forward = ({ status: code, body }: UpstreamRefusal): Act => status(code, { body });

/** What the framework answers when the handler throws. */
export const serverError: Act = ({ response }) => {
  response.writeHead(500, 'Server error').end();
};

/** Where the builds differ. */
export const aibnBuilds = {
  current: {
    secret: '',
    refuse: refuseInJson,
    unreachable: status(500, { headers: plain, body: '{"error":{"code":"TypeError","message":"fetch failed"}}' }),
    upstreamRefuses: forward,
    upstreamBreaks: (text: Answer): Act => answer((messages) => [...(typeof text === 'function' ? text(messages) : text), 'Internal server error']),
  },
  legacy: { secret: 'undefined', refuse: refuseInJson, unreachable: serverError, upstreamRefuses: forward, upstreamBreaks: neverEnd },
  early: { secret: 'undefined', refuse: refuseInWords, unreachable: serverError, upstreamRefuses: () => stall('headers'), upstreamBreaks: neverEnd },
} as const satisfies {
  readonly [B in AibnBuild]: {
    /** Its secret when none was set at build time. */
    readonly secret: string;
    readonly refuse: (reason: ChatgptDemoRefusal) => Act;
    readonly unreachable: Act;
    readonly upstreamRefuses: (refusal: UpstreamRefusal) => Act;
    readonly upstreamBreaks: (text: Answer) => Act;
  };
};
