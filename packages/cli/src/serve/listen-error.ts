import { UsageError } from '../usage-error.ts';

/** Says of a server that cannot listen what to do about it. What it does not know comes back as it is. */
export function listenError(error: unknown, host: string, port: number): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const cures: { readonly [code: string]: string } = {
    EADDRINUSE: `port ${port} of ${host} is taken: say another with --port, or --port 0 for any that is free`,
    EACCES: `port ${port} needs more rights than this process has: say one from 1024 up with --port`,
    EADDRNOTAVAIL: `${host} is no address of this machine: say --host 127.0.0.1, or 0.0.0.0 for all that it has`,
    ENOTFOUND: `${host} is no name that can be found: say --host 127.0.0.1, or 0.0.0.0 for all addresses of this machine`,
  };
  const cure = cures[code ?? ''];
  if (cure !== undefined) return new UsageError(cure, { cause: error });
  if (message.includes('asks for no keys')) {
    return new UsageError(`without keys the gateway listens on this machine alone, and ${host} is more than that: configure keys (--config), or leave --host out`, { cause: error });
  }
  return error;
}
