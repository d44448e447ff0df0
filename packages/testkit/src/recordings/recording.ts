/** Headers as they are kept: lower-case names, several values of one name joined. */
export interface RecordedHeaders {
  readonly [name: string]: string;
}

/** What was asked. */
export interface RecordedRequest {
  readonly method: string;
  /** With its query, keys in it struck out. */
  readonly path: string;
  readonly headers: RecordedHeaders;
  readonly body: Uint8Array;
}

/** What came in one piece. */
export interface RecordedChunk {
  /** Milliseconds after the request was sent. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** How an answer ended: `whole`; `cut`, by upstream; `left`, by the client, and nobody knows what would have followed. */
export type RecordedEnd = 'whole' | 'cut' | 'left';

/** What was answered. */
export interface RecordedAnswer {
  readonly status: number;
  readonly headers: RecordedHeaders;
  readonly chunks: readonly RecordedChunk[];
  readonly end: RecordedEnd;
}

/** One exchange with an upstream: the bytes with their chunk borders and timing. */
export interface Recording {
  /** Where it came from, in a line: which service, when, by what means. */
  readonly from: string;
  readonly request: RecordedRequest;
  readonly answer: RecordedAnswer;
}
