import type { ContentPart } from '@g4f/core';
import type { Sealed } from './sealed.ts';

/** Puts an assistant's turn together from what a client hands back of it. */
export interface Turn {
  readonly add: (part: ContentPart) => void;
  /** Puts what is bound to a model where it belongs: the text before it, or the call with its id. */
  readonly bind: (sealed: Sealed) => void;
  readonly parts: readonly ContentPart[];
}

/** Makes an empty turn. What it does for a part takes no longer in a long turn: clients may send endless ones. */
export function createTurn(): Turn {
  const parts: ContentPart[] = [];
  const calls = new Map<string, number>();
  let text: number | undefined;

  const add = (part: ContentPart): void => {
    if (part.type === 'text') text = parts.length;
    if (part.type === 'tool-call') calls.set(part.id, parts.length);
    parts.push(part);
  };
  return {
    parts,
    add,
    bind({ metadata, of }) {
      const at = of === 'text' ? text : calls.get(of?.call ?? '');
      const part = at === undefined ? undefined : parts[at];
      if (at !== undefined && (part?.type === 'text' || part?.type === 'tool-call')) parts[at] = { ...part, metadata };
      else if (of === 'text') add({ type: 'text', text: '', metadata });
    },
  };
}
