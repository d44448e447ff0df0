import type { Access, Admitted, AskedCall, Caller, Spent } from '../access.ts';
import type { GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';
import { localAccess, localCaller } from '../local-access.ts';
import { createCounts, type Counts } from '../shared/counts.ts';
import { allowsModel } from './allows-model.ts';
import { clientKeys } from './client-keys.ts';
import { givenKeys } from './given-keys.ts';
import { everybodyOf, type IssuedKey, type IssuedKeys } from './issued-keys.ts';
import { digestOf, findByDigest } from './key-digest.ts';
import { knownKeys, type KnownCaller } from './known-keys.ts';
import { checkFields, checkLimits, limitFields, limitsOf, perDollar, type KnownLimit } from './known-limits.ts';
import type { KeyOptions, LimitOptions } from './limit-options.ts';
import { rateHeaders, withoutTaken, type Held, type Standing } from './rate-headers.ts';
import { refusalOf, tooLarge, uncounted, unexpired, unread } from './refusals.ts';

/** What {@link createAccess} may be told. */
export interface AccessOptions {
  /** Who may ask. @default nobody is asked for a key, and only this machine is answered */
  readonly keys?: readonly KeyOptions[] | undefined;
  /** Keys that may change while the gateway runs, beside `keys`. The limits of each are its own. @default none */
  readonly issued?: IssuedKeys | undefined;
  /** The limits of each caller where its key says nothing else, and of this machine where there are no keys. @default none */
  readonly limits?: LimitOptions | undefined;
  /** Where use is counted: that of a `SharedState`, or one that outlives this configuration. @default in memory, from nothing */
  readonly counts?: Counts | undefined;
  /**
   * What a call will cost at least, in USD. So much of the budget is held until the call is over, so that many calls at once do not go
   * far over it. @default nothing is held
   */
  readonly estimateCost?: ((call: AskedCall) => number | undefined) | undefined;
  /** Requests may bring keys for providers, in the header `x-g4f-provider-keys`. @default false */
  readonly allowClientKeys?: boolean | undefined;
  /** Origins of web pages that may ask where there are no keys. @default those of this machine */
  readonly origins?: readonly string[] | undefined;
  /** Told why something could not be counted. @default nothing is done */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** Access by keys and limits. */
export interface KeyedAccess extends Access {
  readonly clientKeys: NonNullable<Access['clientKeys']>;
  /** Seconds for which answers to this caller are kept without being asked to. */
  readonly cacheSeconds: (caller: Caller) => number | undefined;
  /** Everybody who may ask, with what limits: those of the configuration, and those that were issued. */
  readonly callers: () => readonly KnownCaller[];
}

const fields = ['keys', 'issued', 'limits', 'counts', 'estimateCost', 'allowClientKeys', 'origins', 'onError', 'now'] as const satisfies readonly (keyof AccessOptions)[];
const headersWithoutKey = { 'www-authenticate': 'Bearer' } as const;

/** What so many tokens and dollars come to, in the unit of a limit: a whole number, and nothing for what is no number. */
function amountIn({ unit }: KnownLimit, tokens: number, cost: number): number {
  if (unit === 'requests') return 1;
  const amount = unit === 'tokens' ? Math.ceil(tokens) : Math.round(cost * perDollar);
  return Number.isSafeInteger(amount) && amount > 0 ? amount : 0;
}

/** What is held of a limit when a call begins: of a budget a billionth of a dollar at least, so that nobody who has used it up is let in. */
function heldAmount(limit: KnownLimit, { inputTokens }: AskedCall, cost: number): number {
  const amount = amountIn(limit, inputTokens, cost);
  return limit.unit === 'budget' ? Math.max(1, amount) : amount;
}

/** What a call has really used of a limit. */
const usedAmount = (limit: KnownLimit, { inputTokens, outputTokens, cost }: Spent): number => amountIn(limit, inputTokens + outputTokens, cost);

/**
 * Makes the access of a gateway: who may ask, by keys of which only hashes are kept, and how much.
 *
 * A request counts as one, and its estimated tokens are held, when it begins; what it really used is settled when it is over. Whoever
 * is refused by one limit has used nothing of the others.
 *
 * @throws TypeError or RangeError, at once, for options that make no sense or are not known
 * @example
 * const access = await createAccess({ keys: [{ id: 'team-a', key: env['TEAM_A_KEY'] ?? '', requestsPerMinute: 60, budget: { perDay: 5 } }] });
 * const gateway = createGateway({ providers, access });
 */
export async function createAccess(options: AccessOptions = {}): Promise<KeyedAccess> {
  checkFields('createAccess', options, fields);
  const { keys = [], issued, limits = {}, allowClientKeys = false, origins, estimateCost, onError, now = () => Date.now() } = options;
  const { counts = createCounts({ now, onError }) } = options;
  checkFields('createAccess: limits', limits, limitFields);
  checkLimits('createAccess: limits', limits);
  const known = await knownKeys(keys, limits);
  const local = localAccess({ origins });
  const everybody = everybodyOf(known, issued);
  const localOnly: KnownCaller = { caller: localCaller, limits: limitsOf(localCaller.id, {}, limits), cache: undefined };
  let hadKeys = known.length > 0;
  /** Where keys were once asked for they always are: the last one that is revoked opens no door. */
  const hasKeys = (): boolean => {
    const { keys: all, isRead } = everybody();
    hadKeys ||= all.length > 0;
    return hadKeys || !isRead;
  };
  const knownCaller = (id: string): KnownCaller | undefined => (id === localCaller.id ? (hasKeys() ? undefined : localOnly) : everybody().callers.get(id));

  async function callerOf(request: GatewayRequest): Promise<Caller> {
    if (!hasKeys()) return local.identify(request);
    const { keys: all, isRead } = everybody();
    const given = givenKeys(request);
    let found: IssuedKey | undefined;
    // Whoever brings no key waits for as long as one whose key nobody knows.
    for (const key of given.length === 0 ? [''] : given) found ??= findByDigest(all, await digestOf(key));
    if (found !== undefined) return unexpired(found, now());
    if (!isRead) throw unread();
    const message = given.length === 0 ? 'this gateway asks for a key: send it as "authorization: Bearer …" or "x-api-key"' : 'the key that was sent is none of this gateway';
    throw new GatewayError(message, { status: 401, headers: headersWithoutKey });
  }

  async function identify(request: GatewayRequest): Promise<Caller> {
    const caller = await callerOf(request);
    clientKeys(request, allowClientKeys);
    return caller;
  }

  /** Takes of each limit at once; if one refuses, gives back what the others gave. */
  async function takeAll(held: readonly Held[]): Promise<readonly Standing[]> {
    const answers = await Promise.allSettled(held.map(async ({ limit, amount }): Promise<Standing> => ({ limit, amount, count: await counts.take(limit, amount) })));
    const standings = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const failed = answers.find(({ status }) => status === 'rejected');
    const refused = standings.find(({ count }) => !count.isTaken);
    if (failed === undefined && refused === undefined) return standings;
    await Promise.all(standings.filter(({ count }) => count.isTaken).map(({ limit, amount, count }) => counts.add(limit, -amount, count.endsAt)));
    if (refused !== undefined) throw refusalOf(refused, rateHeaders(standings.map(withoutTaken), now()), now());
    if (failed?.status === 'rejected') onError?.(failed.reason);
    throw uncounted();
  }

  async function admit({ id, models }: Caller, call: AskedCall): Promise<Admitted> {
    if (!allowsModel({ models }, call.model)) throw new GatewayError(`${id} may not ask for ${call.model === undefined ? 'a model without its name' : 'this model'}; its key allows ${models?.join(', ') ?? ''}`, { status: 403 });
    const own = knownCaller(id)?.limits;
    // Whoever comes through an open door has no limits to be held to, and so may not ask for what has any.
    if (own === undefined) throw new GatewayError(`this gateway asks for a key, and ${id} has none`, { status: 401, headers: headersWithoutKey });
    const cost = own.some(({ unit }) => unit === 'budget') ? (estimateCost?.(call) ?? 0) : 0;
    const held = own.map((limit): Held => ({ limit, amount: heldAmount(limit, call, cost) }));
    const never = held.find(({ limit: { unit, limit }, amount }) => unit === 'tokens' && amount > limit);
    if (never !== undefined) throw tooLarge(never.limit, call.inputTokens);
    const standings = held.length === 0 ? [] : await takeAll(held);
    let isSettled = false;
    return {
      headers: rateHeaders(standings, now()),
      async settle(spent) {
        if (isSettled) return;
        isSettled = true;
        await Promise.all(standings.map(({ limit, amount, count }) => counts.add(limit, usedAmount(limit, spent) - amount, count.endsAt)));
      },
    };
  }

  return Object.freeze({
    get hasKeys() {
      return hasKeys();
    },
    identify,
    admit,
    clientKeys: (request: GatewayRequest) => clientKeys(request, allowClientKeys),
    cacheSeconds: ({ id }: Caller) => knownCaller(id)?.cache,
    callers: () => (hasKeys() ? [...everybody().callers.values()] : [localOnly]),
  });
}
