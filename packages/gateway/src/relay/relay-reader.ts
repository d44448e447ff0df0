import { isContent, isProviderError, ProviderError, type Chunk, type Part } from '@g4f/core';
import type { ChatWire } from '@g4f/wires';
import { createSseDecoder } from '@g4f/wires/sse';
import { joinBytes } from '../join-bytes.ts';
import { borderAfter, lastBorder, lastEvents, mostKept } from './event-borders.ts';
import type { RelayFormat } from './relay-format.ts';
import { relayedBytes } from './relayed-bytes.ts';

/** Reads the bytes of a streamed answer on the side, and hands them on as they are. */
export interface RelayReader {
  /**
   * What a network chunk brings: nothing before the first content, and from then on whole events alone, so that what follows an answer
   * that broke off stands by itself. What came before a failure is given; `failed()` tells it.
   */
  readonly push: (bytes: Uint8Array) => readonly Part[];
  readonly failed: () => ProviderError | undefined;
  /**
   * Usage and finish, once the bytes have ended.
   *
   * @throws ProviderError `interrupted` where the wire's own ending did not come
   */
  readonly end: () => readonly Part[];
}

/** Bytes of one event. */
const mostHeld = 33_554_432;

/** Pieces of a tail before it is cut. */
const mostTail = 32;
/** Bytes of a piece of it. */
const mostTailBytes = 16_384;

const utf8 = new TextDecoder();

const mediaType = 'text/event-stream';
const none: readonly Part[] = [];
const isDone = /(?:^|\n|\r)data: ?\[DONE\]/;

/** What of an answer is told beside its bytes. */
const asides = (chunks: readonly Chunk[]): readonly Part[] => chunks.filter((chunk): chunk is Part => typeof chunk !== 'string' && (chunk.type === 'usage' || chunk.type === 'finish'));

/**
 * Reads an answer of `wire`. Until the first content each event is decoded; after it only those in which one of the format's words
 * stands, and the last few, which tell how it ended: most events are content, and cost a search.
 */
export function createRelayReader(wire: ChatWire, format: RelayFormat, provider: string): RelayReader {
  const decoder = wire.createDecoder({ provider });
  const sse = createSseDecoder();
  /** Whole events without content so far. */
  let held: Uint8Array[] = [];
  /** The beginning of an event. */
  let pending: Uint8Array | undefined;
  /** What went by last: those of its events that tell how the answer ended are among them. */
  let tail: Uint8Array[] = [];
  /** Bytes of the first event with content: about what a token takes. */
  let eventLength = 0;
  let failure: ProviderError | undefined;

  const decode = (event: string): readonly Chunk[] => {
    const chunks = decoder.push(sse.push(event));
    decoder.push([]); // throws what failed behind content
    return chunks;
  };

  /** Decodes events up to the first content, and tells where the next one begins; -1 where there is none yet. */
  function readToContent(bytes: Uint8Array, out: Part[]): number {
    for (let at = 0; at < bytes.length; ) {
      const end = borderAfter(bytes, at);
      const chunks = decode(utf8.decode(bytes.subarray(at, end)));
      out.push(...asides(chunks));
      if (chunks.some(isContent)) {
        eventLength = end - at;
        return end;
      }
      at = end;
    }
    return -1;
  }

  /** Decodes the events that tell something. Gives how many bytes are good. */
  function readTelling(bytes: Uint8Array, from: number, out: Part[]): number {
    for (let found = format.telling(bytes, from); found >= 0; ) {
      const start = lastBorder(bytes, 0, found);
      const end = borderAfter(bytes, found);
      try {
        out.push(...asides(decode(utf8.decode(bytes.subarray(start, end)))));
      } catch (error) {
        if (!isProviderError(error)) throw error;
        failure = error;
        return start;
      }
      found = format.telling(bytes, end);
    }
    return bytes.length;
  }

  /** What stands behind the last border: an event that lacks nothing but the border, or half of one, which is none. */
  function readLast(out: Part[]): string {
    const text = pending === undefined ? '' : utf8.decode(pending).trim();
    if (text === '') return '';
    try {
      out.push(...asides(decode(`${text}\n\n`)));
      return `${text}\n\n`;
    } catch {
      return '';
    }
  }

  /** Each of these holds one event or more, so that a few of them are enough. Of a long one, what tells is copied, to let go of the rest. */
  function keepLast(events: Uint8Array): void {
    if (events.length === 0) return;
    tail.push(events.length > mostTailBytes ? new Uint8Array(lastEvents(events)) : events);
    if (tail.length > mostTail) tail = tail.slice(-mostKept);
  }

  function take(bytes: Uint8Array): Uint8Array | undefined {
    const before = pending?.length ?? 0;
    const buffer = pending === undefined ? bytes : joinBytes([pending, bytes]);
    const border = lastBorder(buffer, Math.max(0, before - 3));
    pending = border === buffer.length ? undefined : buffer.subarray(border);
    if ((pending?.length ?? 0) > mostHeld) throw new ProviderError(`the service sent an event of more than ${mostHeld} bytes`, { code: 'upstream' });
    return border === 0 ? undefined : buffer.subarray(0, border);
  }

  return {
    failed: () => failure,
    push(bytes) {
      const whole = take(bytes);
      if (whole === undefined) return none;
      const out: Part[] = [];
      const from = eventLength === 0 ? readToContent(whole, out) : 0;
      if (from < 0) {
        held.push(whole);
        return out;
      }
      const good = readTelling(whole, from, out);
      keepLast(whole.subarray(from, good));
      const passed = good === whole.length ? whole : whole.subarray(0, good);
      const piece = joinBytes([...held, passed]);
      held = [];
      out.push(relayedBytes(piece, mediaType, piece.length / eventLength));
      return out;
    },
    end() {
      if (eventLength === 0) return asides(decoder.end());
      const ending = utf8.decode(lastEvents(joinBytes(tail)));
      const out = [...asides(decoder.push(sse.push(ending)))];
      const last = readLast(out);
      const hasDone = isDone.test(ending) || isDone.test(last);
      try {
        out.push(...asides(decoder.end()));
      } catch (error) {
        // Its own mark says that an answer is whole, whatever else is missing.
        if (!hasDone || !isProviderError(error) || error.code !== 'interrupted') throw error;
      }
      const closing = last + (hasDone ? '' : format.ending);
      return closing === '' ? out : [relayedBytes(new TextEncoder().encode(closing), mediaType, 0), ...out];
    },
  };
}
