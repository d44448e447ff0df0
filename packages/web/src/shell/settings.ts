import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Language } from '../strings/language.ts';

/** What was chosen for this browser. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  readonly language: Language | 'system';
}

/** The settings, kept in this browser. `public/theme.js` reads them before the first paint. */
export const useSettings = create<Settings>()(persist<Settings>(() => ({ theme: 'system', language: 'system' }), { name: 'g4f.settings' }));
