import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** The key that this browser sends to the gateway. */
export interface KeyState {
  /** Empty for none. */
  readonly key: string;
  /** What the gateway said of the last request: it takes what it got, it asks for a key, or it does not know the one that it got. */
  readonly standing: 'fine' | 'wanted' | 'refused';
}

/** The key, kept in this browser until it is forgotten. */
export const useKey = create<KeyState>()(persist<KeyState, [], [], Pick<KeyState, 'key'>>(() => ({ key: '', standing: 'fine' }), { name: 'g4f.key', partialize: ({ key }) => ({ key }) }));

/** Uses a key from now on; an empty one forgets it. */
export function setKey(key: string): void {
  useKey.setState({ key: key.trim(), standing: 'fine' });
}
