import type { AsyncGeneratorProvider } from '@g4f/core';
import type { Strategy } from './define-route.ts';
import type { RouteCall } from './route-call.ts';
import { mayGoOn } from './attempt.ts';

/** Asks one after the other, in an order that each call settles anew, until one answers. */
export function inOrder(order: (call: RouteCall) => readonly AsyncGeneratorProvider[]): Strategy {
  return async (call) => {
    for (const member of order(call)) {
      const opened = await call.ask(member);
      if (opened.isOpen) return opened.answer;
      if (!mayGoOn(opened.error)) throw opened.error;
    }
    throw call.error();
  };
}
