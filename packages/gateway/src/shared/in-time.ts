/**
 * Waits for an answer no longer than so many milliseconds. What has arrived meanwhile is read first: a process that was busy for a
 * moment must not take its own delay for that of another.
 */
export function inTime<T>(answer: Promise<T>, timeout: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      setImmediate(() => {
        reject(new Error(`no answer within ${timeout} ms`));
      });
    }, timeout);
    const settle = (): void => {
      clearTimeout(timer);
    };
    answer.then(resolve, reject).finally(settle);
  });
}
