import type { GatewayAnswer } from '../exchange.ts';
import type { LineResult } from './batch-store.ts';

interface Fields { readonly [field: string]: unknown }

/** Why a request was never made, in OpenAI's words where it has some. */
export const unasked = {
  batch_cancelled: 'The batch was cancelled before this request was made.',
  batch_expired: 'The completion window ended before this request was made.',
  worker_lost: 'The worker was lost several times while it made this request.',
} as const;

/** An answer, whole. */
export interface Answered {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly body: unknown;
  /** Milliseconds until it may be asked again, as it says. */
  readonly retryAfter: number;
  /** It says that the same would fail again. */
  readonly isHopeless: boolean;
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) ? value : 0);

async function textOf({ body }: GatewayAnswer): Promise<string> {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks).toString();
}

/** Reads an answer whole. */
export async function readAnswer(answer: GatewayAnswer): Promise<Answered> {
  const { status, headers } = answer;
  const text = await textOf(answer);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = text;
  }
  const milliseconds = Number(headers['retry-after-ms'] ?? Number(headers['retry-after'] ?? 0) * 1_000);
  return { status, requestId: headers['x-request-id'], body, retryAfter: Number.isFinite(milliseconds) ? milliseconds : 0, isHopeless: headers['x-should-retry'] === 'false' };
}

/** Whether the same may be asked again: `limit` as often as there is time for it, as nothing went wrong or nobody was asked. */
export function retryOf({ status, body, isHopeless }: Answered): 'no' | 'failure' | 'limit' {
  if (status === 429) return 'limit';
  if (status < 500 || isHopeless) return 'no';
  return fieldsOf(fieldsOf(body)['error'])['code'] === 'no-provider' ? 'limit' : 'failure';
}

/** Tokens of an answer, in the words of Chat Completions or of Responses. */
function tokensOf(body: unknown): { readonly [field: string]: number } {
  const usage = fieldsOf(fieldsOf(body)['usage']);
  const counts = {
    input_tokens: numberOf(usage['prompt_tokens'] ?? usage['input_tokens']),
    cached_tokens: numberOf(fieldsOf(usage['prompt_tokens_details'] ?? usage['input_tokens_details'])['cached_tokens']),
    output_tokens: numberOf(usage['completion_tokens'] ?? usage['output_tokens']),
    reasoning_tokens: numberOf(fieldsOf(usage['completion_tokens_details'] ?? usage['output_tokens_details'])['reasoning_tokens']),
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

const idOf = (batch: string, line: number): string => `batch_req_${batch.slice('batch_'.length)}_${line}`;

/** A request that was answered: one line of the output file, or of the error file. */
export function answeredResult(batch: string, line: number, customId: string, { status, requestId, body }: Answered): LineResult {
  const response = { status_code: status, request_id: requestId ?? '', body };
  return {
    line,
    outcome: status < 300 ? 'completed' : 'failed',
    text: JSON.stringify({ id: idOf(batch, line), custom_id: customId, response, error: null }),
    counts: tokensOf(body),
  };
}

/** A request that was never answered. */
export function unaskedResult(batch: string, line: number, customId: string, code: keyof typeof unasked): LineResult {
  return {
    line,
    outcome: 'failed',
    text: JSON.stringify({ id: idOf(batch, line), custom_id: customId, response: null, error: { code, message: unasked[code] } }),
    counts: code === 'batch_expired' ? { late: 1 } : {},
  };
}
