import type { Ask, Message } from './message.ts';

/** A conversation as it goes into a file. */
export interface Exported {
  readonly title: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly ask: Ask;
  readonly messages: readonly Message[];
}
