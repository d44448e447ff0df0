import { chat } from './chat.ts';
import { compare } from './compare.ts';
import { operate } from './operate.ts';
import { registry } from './registry.ts';
import { shell } from './shell.ts';

/** The page in English: the pattern that every other language follows. */
export const en = { chat, compare, operate, registry, shell } as const;
