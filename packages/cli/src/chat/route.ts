import { fallback } from '@g4f/registry';
import { messageOf } from '../describe-error.ts';
import type { Io } from '../io.ts';
import type { Choice } from '../selection.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Asked } from './answer.ts';
import { pin } from './pin.ts';

/** Asks the first of some choices, and the next where one fails before it says anything; says so then. */
export function routeOf([first, ...rest]: readonly [Choice, ...Choice[]], { env }: Io, { warn, status }: Terminal): Asked {
  let last = first;
  let failure: unknown;
  const watched = (choice: Choice) =>
    pin(choice, {
      onAsked() {
        if (failure !== undefined && choice !== first) warn(`${messageOf(failure, env)}; asking ${choice.provider.id}`);
        status(`asking ${choice.provider.id}…`);
        failure = undefined;
        last = choice;
      },
      onFailed: (error) => (failure = error),
    });
  return {
    provider: rest.length === 0 ? watched(first) : fallback([watched(first), ...rest.map(watched)], { id: 'route' }),
    who: () => ({ id: last.provider.id, model: last.model }),
    ignoresSystem: false,
  };
}
