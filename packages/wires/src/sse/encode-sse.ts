import type { SseEvent } from './sse-event.ts';

const lineEnd = /\r\n|\n|\r/;

function field(name: string, value: string | undefined): string {
  if (value === undefined) return '';
  if (lineEnd.test(value)) throw new TypeError(`the ${name} of a server-sent event must be one line`);
  return `${name}: ${value}\n`;
}

/**
 * Writes one server-sent event.
 *
 * @throws TypeError if `event` or `id` is more than one line
 * @example
 * encodeSse({ data: '{"n":1}' }); // 'data: {"n":1}\n\n'
 */
export function encodeSse({ data, event, id }: SseEvent): string {
  // JSON, which most of them hold, is one line.
  if (!data.includes('\n') && !data.includes('\r')) return `${field('event', event)}${field('id', id)}data: ${data}\n\n`;
  const lines = data.split(lineEnd).map((line) => `data: ${line}\n`);
  return `${field('event', event)}${field('id', id)}${lines.join('')}\n`;
}

/**
 * Writes a comment, which keeps a connection awake and gives no event.
 *
 * @example
 * encodeSseComment('ping'); // ': ping\n\n'
 */
export function encodeSseComment(comment: string): string {
  return `${comment
    .split(lineEnd)
    .map((line) => `: ${line}\n`)
    .join('')}\n`;
}
