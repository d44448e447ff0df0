/** How far an item is. */
export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

/** An item of an answer that is being written. */
export interface AnswerItem {
  /** What it is by now. */
  readonly snapshot: (status: ItemStatus) => object;
  /** Tells its end. */
  readonly close: (status: ItemStatus) => void;
}

/** Where an item is written. */
export interface ItemPlace extends AnswerEvents {
  readonly id: string;
  /** Which item of the answer it is. */
  readonly index: number;
}

/** Writes the events of an answer. */
export interface AnswerEvents {
  /** Writes one event. */
  readonly emit: (type: string, fields: EventFields) => void;
  /** Makes a writer of events that differ in their delta alone: most events are such. */
  readonly deltas: (type: string, fields: EventFields) => (delta: string) => void;
}

/** What an event holds besides its type and number. */
export interface EventFields {
  readonly [field: string]: unknown;
}
