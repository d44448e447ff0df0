/**
 * Gathers what changes and hands it on once a frame, so that fast answers cost no more than slow ones. In a tab that nobody sees there
 * are no frames: a timer does there.
 */
export function createPerFrame<T>(use: (changed: ReadonlyMap<string, T>) => void): { readonly set: (id: string, value: T) => void; readonly flush: () => void } {
  let changed = new Map<string, T>();
  let isWaiting = false;
  const flush = (): void => {
    isWaiting = false;
    if (changed.size === 0) return;
    const now = changed;
    changed = new Map();
    use(now);
  };
  return {
    set(id, value) {
      changed.set(id, value);
      if (isWaiting) return;
      isWaiting = true;
      if (document.hidden) setTimeout(flush, 200);
      else requestAnimationFrame(flush);
    },
    flush,
  };
}
