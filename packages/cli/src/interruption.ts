import { exitCodes, type ExitCode } from './exit-codes.ts';

const codes = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated, EPIPE: exitCodes.ok } as const;

/** Why everything stops: a signal, or the reader of stdout went away, which is not an error. The reason of an abort. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode: ExitCode;

  constructor(cause: keyof typeof codes) {
    super(`stopped by ${cause}`);
    this.exitCode = codes[cause];
  }
}
