import { format } from 'node:util';

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

function replace<T extends object>(target: T, key: keyof T, value: unknown): () => void {
  const original: unknown = Reflect.get(target, key);
  Reflect.set(target, key, value);
  return () => void Reflect.set(target, key, original);
}

/** Runs `work`, and gives all that it wrote to the console, to stdout, to stderr, or as a process warning. Nothing of it is shown. */
export async function logLines(work: () => Promise<void>): Promise<string> {
  const lines: string[] = [];
  const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    lines.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const done = rest.at(-1);
    if (typeof done === 'function') (done as () => void)();
    return true;
  };
  const onWarning = (warning: Error): void => void lines.push(format(warning));
  const { console: terminal, process: own } = globalThis;
  const log = (...values: readonly unknown[]): void => void lines.push(format(...values));
  own.on('warning', onWarning);
  const restore = [
    ...methods.map((method) => replace(terminal, method, log)),
    replace(own.stdout, 'write', write),
    replace(own.stderr, 'write', write),
    () => own.off('warning', onWarning),
  ];
  try {
    await work();
    return lines.join('\n');
  } finally {
    for (const undo of restore) undo();
  }
}
