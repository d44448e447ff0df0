import type * as undiciModule from 'undici';
import { subscribeToSockets } from './sockets.ts';

/** The module. */
export type Undici = typeof undiciModule;

let undici: Promise<Undici> | undefined;

/** undici, imported at the first request: it would more than triple the time that a program takes to start. */
export function loadUndici(): Promise<Undici> {
  if (undici === undefined) {
    subscribeToSockets();
    undici = import('undici');
  }
  return undici;
}
