import type { DestinationStream } from 'pino';
import type { Observer, RequestRecord } from './request-record.ts';

/** How much is written. */
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** What goes with a message: never a prompt, an answer, a key or a cookie. */
export interface LogFields {
  readonly [field: string]: unknown;
}

/** The log of a gateway: an observer that writes a line for each request, and takes words besides. */
export interface Log extends Observer {
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly error: (message: string, fields?: LogFields) => void;
  /** Takes another level from now on. */
  readonly setLevel: (level: LogLevel) => void;
}

/** How a log is written. */
export interface LogOptions {
  /** @default 'info' */
  readonly level?: LogLevel | undefined;
  /** Where lines of JSON go. @default stdout */
  readonly stream?: DestinationStream | undefined;
}

/** Routes that others ask every few seconds. */
const probes: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics', '/admin/stats']);
/** Fields that would hold what no log may; struck out should somebody add them. */
const secrets = ['authorization', 'cookie', 'apiKey', 'apiKeys', 'key', 'keys', 'password', 'headers', 'body', 'messages', 'prompt'];

const rounded = (value: number | undefined): number | undefined => (value === undefined ? undefined : Math.round(value));

/** What the line of a request says. */
export function requestFields({ id, method, route, status, outcome, error, caller, provider, model, attempts, ms, firstContentMs, inputTokens, outputTokens, cost }: RequestRecord): LogFields {
  const asked = attempts.filter((attempt) => attempt.outcome !== 'skipped');
  return {
    requestId: id,
    method,
    route,
    status,
    outcome,
    ...(error !== undefined && { error }),
    ...(caller !== undefined && { caller }),
    ...(model !== undefined && { model: model.slice(0, 200) }),
    ...(provider !== undefined && { provider }),
    ...(attempts.length > 0 && { attempts: asked.length }),
    ms: rounded(ms),
    ...(firstContentMs !== undefined && { firstContentMs: rounded(firstContentMs) }),
    ...(attempts.length > 0 && { inputTokens, outputTokens, usage: asked.at(-1)?.provenance ?? 'absent', ...(cost > 0 && { cost }) }),
  };
}

/** How loud a request is: what went wrong here or upstream is a warning, what others ask all the time is for debugging. */
export function levelOf({ route, status, outcome }: RequestRecord): 'debug' | 'info' | 'warn' {
  if (status >= 500 || (outcome === 'failed' && status < 400)) return 'warn';
  return probes.has(route) && status < 400 ? 'debug' : 'info';
}

/**
 * Makes a log of JSON lines by pino, which is loaded here and not before.
 *
 * @example
 * const log = await createLog({ level: 'info' });
 * const gateway = observeGateway({ providers }, [log]);
 */
export async function createLog({ level = 'info', stream }: LogOptions = {}): Promise<Log> {
  const { pino } = await import('pino');
  const options = { level, redact: [...secrets, ...secrets.map((name) => `*.${name}`)], timestamp: pino.stdTimeFunctions.isoTime, base: { pid: process.pid }, formatters: { level: (label: string) => ({ level: label }) } };
  const logger = stream === undefined ? pino(options) : pino(options, stream);
  return {
    info: (message, fields = {}) => {
      logger.info(fields, message);
    },
    warn: (message, fields = {}) => {
      logger.warn(fields, message);
    },
    error: (message, fields = {}) => {
      logger.error(fields, message);
    },
    setLevel: (next) => {
      logger.level = next;
    },
    onRequest(record) {
      logger[levelOf(record)](requestFields(record), 'request');
    },
  };
}
