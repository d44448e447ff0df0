import type { Answer } from './message.ts';

const name = 'g4f.unsaved';

interface Entry {
  readonly conversation: string;
  readonly answer: Answer;
}

/**
 * Writes down the answers that are under way when the page goes: at once, where a database would take its time, and might not get it.
 */
export function writeJournal(entries: readonly Entry[]): void {
  try {
    if (entries.length > 0) localStorage.setItem(name, JSON.stringify(entries));
  } catch {
    // No room, or none allowed: what the database has from a moment ago must do.
  }
}

/** Takes what was written down. */
export function takeJournal(): readonly Entry[] {
  try {
    const text = localStorage.getItem(name);
    localStorage.removeItem(name);
    return text === null ? [] : (JSON.parse(text) as readonly Entry[]);
  } catch {
    return [];
  }
}
