import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ApiError } from './api-error.ts';
import { request } from './request.ts';

/** A turn as the gateway takes it. */
export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string | readonly ({ readonly type: 'text'; readonly text: string } | { readonly type: 'image_url'; readonly image_url: { readonly url: string } })[];
}

/** What is asked. */
export interface ChatAsk {
  /** A model, or `provider/model`; none for whoever can. */
  readonly model?: string | undefined;
  readonly messages: readonly ChatTurn[];
  readonly temperature?: number | undefined;
  /** Tokens. */
  readonly maxTokens?: number | undefined;
}

/** One that was asked, or left out, and why. */
export interface Considered {
  readonly provider: string;
  readonly model?: string | undefined;
  /** `won`, `failed`, `not asked` and others of the gateway's words. */
  readonly outcome: string;
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
}

/** Who answered, as the gateway's headers say. */
export interface AnsweredBy {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  /** How many were asked. */
  readonly attempts?: number | undefined;
  readonly considered: readonly Considered[];
}

/** Tokens, as the provider counts them. */
export interface Usage {
  readonly input?: number | undefined;
  readonly output?: number | undefined;
  readonly reasoning?: number | undefined;
  readonly cached?: number | undefined;
}

/** What comes of an answer. */
export type ChatEvent =
  | { readonly type: 'by'; readonly by: AnsweredBy }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'tool-call'; readonly index: number; readonly id?: string | undefined; readonly name?: string | undefined; readonly text: string }
  | { readonly type: 'image'; readonly url: string }
  | { readonly type: 'source'; readonly url: string; readonly title: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'finish'; readonly reason: string };

interface Delta {
  readonly content?: string | null;
  readonly reasoning_content?: string | null;
  readonly reasoning?: string | null;
  readonly tool_calls?: readonly { readonly index: number; readonly id?: string; readonly function?: { readonly name?: string; readonly arguments?: string } }[];
  readonly images?: readonly { readonly image_url?: { readonly url?: string } }[];
  readonly annotations?: readonly { readonly url_citation?: { readonly url?: string; readonly title?: string } }[];
}

interface Chunk {
  readonly error?: { readonly message?: string; readonly code?: string };
  readonly choices?: readonly { readonly delta?: Delta; readonly finish_reason?: string | null }[];
  readonly usage?: {
    readonly prompt_tokens?: number;
    readonly completion_tokens?: number;
    readonly completion_tokens_details?: { readonly reasoning_tokens?: number };
    readonly prompt_tokens_details?: { readonly cached_tokens?: number };
  } | null;
}

function consideredIn(header: string | null): readonly Considered[] {
  if (header === null) return [];
  try {
    return JSON.parse(header) as readonly Considered[];
  } catch {
    return [];
  }
}

/** Reads who answered off an answer's headers; also off a refusal's, which tell who was asked in vain. */
export function answeredBy(headers: Headers): AnsweredBy {
  const attempts = Number(headers.get('x-g4f-attempts') ?? Number.NaN);
  return {
    provider: headers.get('x-g4f-provider') ?? undefined,
    model: headers.get('x-g4f-model') ?? undefined,
    attempts: Number.isNaN(attempts) ? undefined : attempts,
    considered: consideredIn(headers.get('x-g4f-explain')),
  };
}

function* eventsOf({ choices = [], usage }: Chunk): Generator<ChatEvent> {
  for (const { delta = {}, finish_reason: reason } of choices) {
    const reasoning = delta.reasoning_content ?? delta.reasoning;
    if (typeof reasoning === 'string' && reasoning !== '') yield { type: 'reasoning', text: reasoning };
    if (typeof delta.content === 'string' && delta.content !== '') yield { type: 'text', text: delta.content };
    for (const call of delta.tool_calls ?? []) yield { type: 'tool-call', index: call.index, id: call.id, name: call.function?.name, text: call.function?.arguments ?? '' };
    for (const image of delta.images ?? []) if (typeof image.image_url?.url === 'string') yield { type: 'image', url: image.image_url.url };
    for (const { url_citation: source } of delta.annotations ?? []) if (typeof source?.url === 'string') yield { type: 'source', url: source.url, title: source.title ?? source.url };
    if (typeof reason === 'string') yield { type: 'finish', reason };
  }
  if (usage !== undefined && usage !== null) {
    yield { type: 'usage', usage: { input: usage.prompt_tokens, output: usage.completion_tokens, reasoning: usage.completion_tokens_details?.reasoning_tokens, cached: usage.prompt_tokens_details?.cached_tokens } };
  }
}

const chunkOf = (data: string): Chunk => {
  try {
    return JSON.parse(data) as Chunk;
  } catch {
    throw new ApiError('the answer holds something that is no JSON', { kind: 'other', code: 'interrupted' });
  }
};

/**
 * Asks, and gives what comes as it comes.
 *
 * @throws ApiError for a refusal, and for an answer that was cut: `code` is then the gateway's, or `interrupted` where the connection
 *   ended and nobody said why
 */
export async function* streamChat({ model, messages, temperature, maxTokens }: ChatAsk, signal: AbortSignal): AsyncGenerator<ChatEvent, void, undefined> {
  const body = { ...(model !== undefined && model !== '' && { model }), messages, stream: true, stream_options: { include_usage: true }, ...(temperature !== undefined && { temperature }), ...(maxTokens !== undefined && { max_tokens: maxTokens }) };
  const response = await request('/v1/chat/completions', { body, signal, headers: { 'x-g4f-explain': '1' } });
  yield { type: 'by', by: answeredBy(response.headers) };
  const reader = response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  let isWhole = false;
  try {
    for (;;) {
      const next = await reader?.read().catch((error: unknown) => {
        if (signal.aborted) throw error;
        throw new ApiError('the connection to the gateway broke off', { kind: 'offline', code: 'interrupted', cause: error });
      });
      if (next?.value === undefined) break;
      const { data } = next.value;
      if (data === '[DONE]') {
        isWhole = true;
        break;
      }
      const chunk = chunkOf(data);
      if (chunk.error !== undefined) throw new ApiError(chunk.error.message ?? 'the answer broke off', { kind: 'other', code: chunk.error.code ?? 'interrupted' });
      yield* eventsOf(chunk);
    }
  } finally {
    reader?.cancel().catch(() => undefined);
  }
  if (!isWhole) throw new ApiError('the answer ended before it was complete', { kind: 'other', code: 'interrupted' });
}
