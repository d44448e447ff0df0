import { useEffect, useState } from 'react';
import { getStats, type Stats, type WindowName } from '../api/admin.ts';
import { useAdminKey } from '../api/admin-key.ts';

/** Milliseconds between two looks. */
const every = 3_000;

/** Numbers that are followed. */
export interface FollowedStats {
  readonly stats: Stats | undefined;
  /** Why the last look failed. */
  readonly error: unknown;
}

/** Follows the numbers of the gateway while somebody looks: not in a tab that is hidden, and not while it is paused. */
export function useStats(window: WindowName, of: string, isPaused: boolean): FollowedStats {
  const key = useAdminKey((state) => state.key);
  const [state, setState] = useState<FollowedStats>({ stats: undefined, error: undefined });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      if (document.visibilityState === 'visible') {
        await getStats(window, of, signal).then(
          (stats) => signal.aborted || setState({ stats, error: undefined }),
          (error: unknown) => signal.aborted || setState((before) => ({ ...before, error })),
        );
      }
      if (!signal.aborted && !isPaused) timer = setTimeout(() => void look(), every);
    };
    void look();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [key, window, of, isPaused]);
  return state;
}
