import type { Strings } from '../strings.ts';
import { chat } from './chat.ts';
import { compare } from './compare.ts';
import { operate } from './operate.ts';
import { registry } from './registry.ts';
import { shell } from './shell.ts';

/** The page in Russian. */
export const ru: Strings = { chat, compare, operate, registry, shell };
