/** What the exit code of the process says. */
export const exitCodes = {
  ok: 0,
  /** Somebody was asked and did not answer. */
  upstream: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** Nobody matches what was asked for. */
  noProvider: 3,
  /** Ctrl-C: 128 and the number of SIGINT. */
  interrupted: 130,
  /** 128 and the number of SIGTERM. */
  terminated: 143,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
