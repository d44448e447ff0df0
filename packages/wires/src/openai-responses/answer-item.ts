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
export interface ItemPlace {
  readonly id: string;
  /** Which item of the answer it is. */
  readonly index: number;
  readonly emit: Emit;
}

/** Writes one event. */
export type Emit = (type: string, fields: { readonly [field: string]: unknown }) => void;
