/** What kind of failure it was, as far as the page answers differently. */
export type FailureKind = 'offline' | 'unauthorized' | 'forbidden' | 'rate-limited' | 'other';

/** A request that the gateway did not answer as was hoped. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: FailureKind;
  /** HTTP's; none where nothing came. */
  readonly status: number | undefined;
  /** The gateway's own code, such as `no-provider`. */
  readonly code: string | undefined;
  /** Milliseconds after which it may be asked again. */
  readonly retryAfter: number | undefined;
  /** Of the answer; none where nothing came. */
  readonly headers: Headers | undefined;

  constructor(message: string, facts: { readonly kind: FailureKind; readonly status?: number | undefined; readonly code?: string | undefined; readonly headers?: Headers | undefined; readonly cause?: unknown }) {
    super(message, { cause: facts.cause });
    this.kind = facts.kind;
    this.status = facts.status;
    this.code = facts.code;
    this.headers = facts.headers;
    const seconds = Number(facts.headers?.get('retry-after') ?? Number.NaN);
    this.retryAfter = Number.isNaN(seconds) ? undefined : seconds * 1_000;
  }
}

interface ErrorBody {
  readonly error?: { readonly message?: unknown; readonly code?: unknown };
}

const kinds: { readonly [status: number]: FailureKind } = { 401: 'unauthorized', 403: 'forbidden', 429: 'rate-limited' };

/** Reads what the gateway says of a request that it refused. */
export async function errorOf(response: Response): Promise<ApiError> {
  const { status, headers } = response;
  const text = await response.text().catch(() => '');
  const { message, code } = parse(text).error ?? {};
  return new ApiError(typeof message === 'string' && message !== '' ? message : `${status} ${response.statusText}`.trim(), { kind: kinds[status] ?? 'other', status, code: typeof code === 'string' ? code : undefined, headers });
}

function parse(text: string): ErrorBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
