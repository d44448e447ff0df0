import { useCallback, useEffect, useState } from 'react';
import { useKey } from './key.ts';

/** Something that was asked for. */
export interface Resource<T> {
  /** What came last; none before the first. */
  readonly data: T | undefined;
  /** Why the last attempt failed. */
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/**
 * Asks for something when a component is shown, when the key of this browser changes, and when `reload` is called.
 *
 * @param load a function that stays the same as long as what it asks for does
 */
export function useResource<T>(load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const key = useKey((state) => state.key);
  const [asked, setAsked] = useState(0);
  const [state, setState] = useState<Omit<Resource<T>, 'reload'>>({ data: undefined, error: undefined, isLoading: true });
  useEffect(() => {
    const controller = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    load(controller.signal).then(
      (data) => controller.signal.aborted || setState({ data, error: undefined, isLoading: false }),
      (error: unknown) => controller.signal.aborted || setState((before) => ({ ...before, error, isLoading: false })),
    );
    return () => controller.abort();
  }, [load, key, asked]);
  const reload = useCallback(() => setAsked((count) => count + 1), []);
  return { ...state, reload };
}
