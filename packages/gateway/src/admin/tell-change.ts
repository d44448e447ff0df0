import type { Log } from '../telemetry/log.ts';
import type { AdminChange } from './key-endpoints.ts';

/** Writes every change that an admin makes into the log: who, what, of which key, from where. */
export function tellChange(log: Pick<Log, 'info'>): (change: AdminChange) => void {
  return ({ action, by, id, fields, address }) => {
    log.info(`${action}: ${id}, by ${by}`, { admin: by, id, ...(fields.length > 0 && { set: fields }), ...(address !== undefined && { address }) });
  };
}
