import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Ask } from './message.ts';

/** How the next conversation begins: as the last was asked. */
export const useDefaults = create<Ask>()(persist<Ask>(() => ({ model: '', system: '' }), { name: 'g4f.ask' }));

/** What was typed and not sent, by conversation; it outlives a reload. */
export const useDrafts = create<{ readonly [conversation: string]: string }>()(persist<{ readonly [conversation: string]: string }>(() => ({}), { name: 'g4f.drafts' }));

/** Keeps what was typed. */
export function keepDraft(conversation: string, text: string): void {
  useDrafts.setState(({ [conversation]: _before, ...others }) => (text === '' ? others : { ...others, [conversation]: text }), true);
}
