import type { ChatWire } from '@g4f/wires';

/** A client's body that may go upstream as it is. */
export interface RelayAsk {
  readonly wire: ChatWire;
  readonly body: { readonly [field: string]: unknown };
  /** The body as it came. */
  readonly text: string;
  /** Events are asked for. */
  readonly isStream: boolean;
}
