/** One server-sent event. */
export interface SseEvent {
  /** The `data` lines, joined by LF. */
  readonly data: string;
  /** @default undefined, which browsers call `message` */
  readonly event?: string | undefined;
  readonly id?: string | undefined;
}
