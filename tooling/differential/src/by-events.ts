import type { Recording } from '@g4f/testkit/recordings';

/** The recording with one server-sent event a chunk, each with the empty line that ends it. */
export function byEvents({ answer, ...rest }: Recording): Recording {
  const text = Buffer.concat(answer.chunks.map(({ bytes }) => bytes)).toString();
  const events = text.match(/[^]+?(?:\r\n\r\n|\n\n)|[^]+$/g) ?? [];
  return { ...rest, answer: { ...answer, chunks: events.map((event) => ({ at: 0, bytes: new Uint8Array(Buffer.from(event)) })) } };
}

/** The first events alone, and after them the end of the body, as if that were all. */
export function truncated({ answer, ...rest }: Recording, events: number): Recording {
  return { ...rest, answer: { ...answer, end: 'whole', chunks: answer.chunks.slice(0, events) } };
}
