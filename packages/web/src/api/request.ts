import { ApiError, errorOf } from './api-error.ts';
import { useKey } from './key.ts';

/** How the gateway is asked. */
export interface RequestOptions {
  /** @default 'GET', and 'POST' with a body */
  readonly method?: string | undefined;
  /** Sent as JSON. @default none */
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string } | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Sent in place of the key of this browser, whose standing it says nothing of. Empty for none. @default the key of this browser */
  readonly key?: string | undefined;
}

/**
 * Asks the gateway, with the key of this browser where there is one.
 *
 * @throws ApiError for whatever is not 2xx, and where nothing comes; the reason of `signal` where that is what ended it
 */
export async function request(path: string, { method, body, headers = {}, signal, key: own }: RequestOptions = {}): Promise<Response> {
  const key = own ?? useKey.getState().key;
  let response: Response;
  try {
    response = await fetch(path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }), ...(key !== '' && { authorization: `Bearer ${key}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
      cache: 'no-store',
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError('the gateway cannot be reached', { kind: 'offline', cause: error });
  }
  if (response.status === 401 && own === undefined) useKey.setState({ standing: key === '' ? 'wanted' : 'refused' });
  if (!response.ok) throw await errorOf(response);
  return response;
}

/**
 * Asks for JSON. Its shape is what the caller says: the gateway that serves the page is of the same version.
 *
 * @throws ApiError see {@link request}
 */
export async function requestJson<T>(path: string, options?: RequestOptions): Promise<T> {
  const response = await request(path, options);
  return (await response.json()) as T;
}
