import type { ChatWire } from '@g4f/wires';

/** A client's body that may go upstream as it is. */
export interface RelayAsk {
  readonly wire: ChatWire;
  readonly body: { readonly [field: string]: unknown };
  /** It holds what is bound to a provider's models, as our own answers write it, and so is written anew for each. */
  readonly isBound: boolean;
  /** Events are asked for. */
  readonly isStream: boolean;
}
