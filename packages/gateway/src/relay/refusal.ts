import { codeForStatus, createRedact, isProviderError, ProviderError, type ChatRequest, type ErrorCode, type Message, type WireAnswer } from '@g4f/core';
import { looksLikeHtml, type ChatWire } from '@g4f/wires';

/** Bytes of an error body that are read, and characters of its words that are kept. */
const mostBytes = 65_536;
const mostWords = 300;
/** Milliseconds: a day. */
const longestWait = 86_400_000;

/** The first bytes of a body, as text. Leaving the loop closes the connection. */
async function readStart(body: WireAnswer['body']): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  try {
    for await (const bytes of body) {
      text += decoder.decode(bytes, { stream: true });
      length += bytes.length;
      if (length > mostBytes) break;
    }
  } catch (error) {
    // A refusal is one also where its body is cut off.
    if (!isProviderError(error) || error.code === 'timeout') throw error;
  }
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;

function messageIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return messageIn(value[0]);
  if (!isObject(value)) return undefined;
  return messageIn(value['error']) ?? messageIn(value['message']) ?? messageIn(value['detail']);
}

/** What the wire's own words mean, where they say more than the status. */
function codeOf(status: number, wire: ChatWire, body: unknown): ErrorCode {
  const byStatus = codeForStatus(status);
  try {
    wire.decodeAnswer(body, { provider: '' });
  } catch (error) {
    if (!isProviderError(error)) return byStatus;
    const { code } = error;
    if (code === 'too-large' || code === 'payment-required') return code;
    if (byStatus === 'invalid-request' && (code === 'unauthorized' || code === 'not-found' || code === 'unsupported')) return code;
  }
  return byStatus;
}

/** Milliseconds, in whichever way a service says it. */
function retryAfterOf(headers: Headers): number | undefined {
  const milliseconds = Number(headers.get('retry-after-ms') ?? NaN);
  if (milliseconds >= 0) return Math.min(milliseconds, longestWait);
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const wait = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(Math.ceil(wait), 0), longestWait);
}

const textsOf = ({ content }: Message): readonly string[] =>
  typeof content === 'string' ? [content] : content.flatMap((part) => ('text' in part ? part.text : 'arguments' in part ? part.arguments : part.type === 'tool-result' ? part.content : []));

/** Strikes out of upstream's words what no client may see: the provider's keys and the prompt. */
export function redactFor({ messages }: ChatRequest, answer: Pick<WireAnswer, 'redact'> | undefined): (words: string) => string {
  const strike = createRedact([], messages.flatMap(textsOf));
  return (words) => strike(answer?.redact?.(words) ?? words);
}

/**
 * The words as a client may see them: no prompt, and nothing that looks like a key. The provider may have been made by hand and not
 * know its own, so a long run of letters and digits goes too that is no name of a model; and of a refused key nothing is quoted at all.
 */
function shown(words: string, { answer, request, model }: Refused): string {
  const tidy = redactFor(request, answer)(words.replace(/\s+/g, ' ').trim());
  return tidy.replace(/[\w.-]{20,}/g, (run) => (run === model || !/\d/.test(run) ? run : '[redacted]')).slice(0, mostWords);
}

/** A relayed request that was refused. */
export interface Refused {
  readonly answer: WireAnswer;
  readonly wire: ChatWire;
  readonly provider: string;
  readonly model: string;
  readonly request: ChatRequest;
}

/**
 * What is wrong with an answer, going by its status and its kind; `undefined` for one that may be read.
 */
export async function refusalOf(refused: Refused): Promise<ProviderError | undefined> {
  const { answer, wire, provider } = refused;
  const { status, mediaType, body } = answer;
  const isPage = /html/i.test(mediaType ?? answer.headers.get('content-type') ?? '');
  const isGood = status >= 200 && status < 300;
  if (isGood && !isPage) return undefined;
  const text = await readStart(body);
  if (isGood || ((status === 403 || status === 503) && looksLikeHtml(text) === true)) {
    return new ProviderError(`the service answered ${status} with a page in place of an answer`, { code: 'blocked', provider, status });
  }
  const parsed = parse(text);
  const code = codeOf(status, wire, parsed);
  const words = code === 'unauthorized' ? '' : shown(messageIn(parsed) ?? (looksLikeHtml(text) === true ? '' : text), refused);
  return new ProviderError(`the service answered ${status}${words === '' ? '' : `: ${words}`}`, { code, provider, status, retryAfter: retryAfterOf(answer.headers) });
}
