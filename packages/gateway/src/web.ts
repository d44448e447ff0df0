import type { GatewayAnswer, GatewayRequest } from './exchange.ts';
import { GatewayError } from './gateway-error.ts';
import { joinBytes } from './join-bytes.ts';

const tooLarge = (limit: number): GatewayError => new GatewayError(`the body is larger than ${limit} bytes`, { status: 413 });

async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return joinBytes(chunks);
}

function streamOf(body: AsyncIterable<string | Uint8Array>, leave: (reason: unknown) => void): ReadableStream<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const result = await iterator.next();
      if (result.done === true) controller.close();
      else controller.enqueue(typeof result.value === 'string' ? encoder.encode(result.value) : result.value);
    },
    async cancel(reason) {
      leave(reason);
      await iterator.return?.();
    },
  });
}

/** The skin for web standards: `Request` in, `Response` out. */
export function createFetch(handle: (request: GatewayRequest) => Promise<GatewayAnswer>): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const controller = new AbortController();
    const leave = (reason: unknown): void => controller.abort(reason);
    if (request.signal.aborted) leave(request.signal.reason);
    request.signal.addEventListener('abort', () => leave(request.signal.reason), { once: true });
    const { status, headers, body } = await handle({
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      header: (name) => request.headers.get(name) ?? (name === 'host' ? url.host : undefined),
      body: (limit) => readBody(request, limit),
      signal: controller.signal,
      address: undefined,
    });
    const isBare = request.method === 'HEAD' || status === 204 || status === 304;
    if (typeof body === 'string' || body instanceof Uint8Array) return new Response(isBare ? null : (body as string | Uint8Array<ArrayBuffer>), { status, headers });
    return new Response(streamOf(body, leave), { status, headers });
  };
}
