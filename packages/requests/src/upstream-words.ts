import { looksLikeHtml } from '@g4f/wires';

const isObject = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;

/** The message in an error body of any of the usual shapes. */
function messageIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return messageIn(value[0]);
  if (!isObject(value)) return undefined;
  for (const key of ['error', 'message', 'detail', 'msg']) {
    const message = messageIn(value[key]);
    if (message !== undefined && message !== '') return message;
  }
  return undefined;
}

function fromJson(body: string): string | undefined {
  try {
    return messageIn(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/**
 * What upstream says in an error body, whatever its content-type: the message of a JSON body, the title of a page, else the text.
 * On one line; `''` if it says nothing.
 */
export function upstreamWords(body: string): string {
  const isPage = looksLikeHtml(body) === true;
  const words = isPage ? (/<title[^>]*>([^<]*)/i.exec(body)?.[1] ?? '') : (fromJson(body) ?? body);
  return words.replace(/\s+/g, ' ').trim();
}
