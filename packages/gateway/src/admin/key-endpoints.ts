import type { z } from 'zod';
import type { KeyedAccess } from '../access/create-access.ts';
import type { KnownCaller } from '../access/known-keys.ts';
import type { Endpoint, EndpointCall } from '../endpoint.ts';
import { json } from '../endpoints/json.ts';
import { GatewayError } from '../gateway-error.ts';
import { makeKey } from '../keys/make-key.ts';
import type { KeyBook } from '../keys/key-book.ts';
import { keyChange, newKey, type KeyRecord } from '../keys/key-record.ts';
import { readJson } from '../read-json.ts';
import type { Counts } from '../shared/counts.ts';
import { configView, issuedView, type KeyView } from './key-view.ts';

/** One change that an admin has made, for the log. No key and no hash is in it. */
export interface AdminChange {
  readonly action: 'key created' | 'key changed' | 'key revoked';
  /** Who did it, by id. */
  readonly by: string;
  /** The id of the key. */
  readonly id: string;
  /** Names of what was set. */
  readonly fields: readonly string[];
  /** Where the request came from. */
  readonly address: string | undefined;
}

/** What the endpoints for keys work with. */
export interface KeyAdmin {
  readonly book: KeyBook;
  readonly access: Pick<KeyedAccess, 'hasKeys' | 'callers'>;
  readonly counts: Counts;
  readonly onChange: (change: AdminChange) => void;
  readonly now: () => number;
}

const mostBody = 65_536;
const conflict = (message: string): GatewayError => new GatewayError(message, { status: 409 });
const missing = (id: string): GatewayError => new GatewayError(`there is no key ${JSON.stringify(id)}; GET /admin/keys lists them`, { status: 404 });

async function read<S extends z.ZodType>(schema: S, { request }: EndpointCall): Promise<z.output<S>> {
  const result = schema.safeParse((await readJson(request, mostBody)).value);
  if (result.success) return result.data;
  const told = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`).join('; ');
  throw new GatewayError(told.slice(0, 1_000), { status: 400 });
}

const withoutNull = (change: object): object => Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null));

/** Puts a change over a record; what is `null` falls away. */
function changed(record: KeyRecord, change: object): KeyRecord {
  const kept = Object.fromEntries(Object.entries(record).filter(([name]) => !Object.hasOwn(change, name)));
  return { ...kept, ...withoutNull(change) } as KeyRecord;
}

/** The endpoints for keys, without their guard. */
export function keyEndpoints({ book, access, counts, onChange, now }: KeyAdmin): readonly Endpoint[] {
  /** Those that access knows and the book does not have are the configuration's. */
  const known = (): ReadonlyMap<string, KnownCaller> => new Map(access.callers().map((each) => [each.caller.id, each]));
  const isIssued = ({ caller }: KnownCaller): boolean => book.current().keys.some((each) => each.known.caller === caller);
  const configured = (): readonly KnownCaller[] => (access.hasKeys ? access.callers().filter((each) => !isIssued(each)) : []);

  const view = (record: KeyRecord): Promise<KeyView> => {
    const found = known().get(record.id);
    return issuedView(record, found !== undefined && isIssued(found) ? found : undefined, counts, now());
  };

  function recordOf(id: string, records: readonly KeyRecord[]): KeyRecord {
    const record = records.find((each) => each.id === id);
    if (record !== undefined) return record;
    if (configured().some(({ caller }) => caller.id === id)) throw conflict(`${id} is in the configuration: change it there`);
    throw missing(id);
  }

  function checkTime({ expiresAt }: { readonly expiresAt?: number | null | undefined }): void {
    if (typeof expiresAt === 'number' && expiresAt <= now()) throw new GatewayError('expiresAt: must lie in the future', { status: 400 });
  }

  /** Without an admin nobody could ever change a key again. */
  function checkAdmins(records: readonly KeyRecord[]): void {
    const isAdmin = ({ isAdmin: is, expiresAt }: KeyRecord): boolean => is === true && expiresAt === undefined;
    if (records.length === 0 && !access.hasKeys) return;
    if (configured().some(({ caller }) => caller.isAdmin) || records.some(isAdmin)) return;
    throw conflict('there would be no admin left: one key must have isAdmin and no end, or set G4F_ADMIN_KEY');
  }

  const tell = ({ caller, request }: EndpointCall, action: AdminChange['action'], id: string, fields: object = {}): void => {
    onChange({ action, by: caller.id, id, fields: Object.keys(fields), address: request.address });
  };

  return [
    {
      method: 'GET',
      path: '/admin/keys',
      async handle() {
        const records = book.list();
        const views = await Promise.all([...configured().map((each) => configView(each, counts)), ...records.map(view)]);
        return json({ object: 'list', hasKeys: access.hasKeys, data: views });
      },
    },
    {
      method: 'POST',
      path: '/admin/keys',
      async handle(call) {
        const asked = await read(newKey, call);
        checkTime(asked);
        const { key, ...made } = makeKey();
        const record: KeyRecord = { ...asked, ...made, createdAt: now(), createdBy: call.caller.id };
        await book.change((records) => {
          if (records.some(({ id }) => id === asked.id) || configured().some(({ caller }) => caller.id === asked.id)) throw conflict(`there is a key ${asked.id} already; choose another id`);
          checkAdmins([...records, record]);
          return [...records, record];
        });
        tell(call, 'key created', asked.id, asked);
        return json({ object: 'key', key, ...(await view(record)) }, 201);
      },
    },
    {
      method: 'PATCH',
      path: '/admin/keys/:id',
      async handle(call) {
        const id = call.parameters['id'] ?? '';
        const change = await read(keyChange, call);
        checkTime(change);
        let record: KeyRecord | undefined;
        await book.change((records) => {
          const after = changed(recordOf(id, records), change);
          const all = records.map((each) => (each.id === id ? after : each));
          checkAdmins(all);
          record = after;
          return all;
        });
        tell(call, 'key changed', id, change);
        return json({ object: 'key', ...(record === undefined ? {} : await view(record)) });
      },
    },
    {
      method: 'DELETE',
      path: '/admin/keys/:id',
      async handle(call) {
        const id = call.parameters['id'] ?? '';
        await book.change((records) => {
          recordOf(id, records);
          const left = records.filter((each) => each.id !== id);
          checkAdmins(left);
          return left;
        });
        tell(call, 'key revoked', id);
        return json({ object: 'key', id, revoked: true });
      },
    },
  ];
}
