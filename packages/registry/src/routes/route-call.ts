import { isProviderError, type AsyncGeneratorProvider, type AuthorInit, type ChatRequest, type ProviderError, type RunInit } from '@g4f/core';
import type { Health } from '../health/health.ts';
import { ownName } from '../known-model.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';
import type { FailedHop } from '../route-error.ts';
import type { Answer, Leaving, Opened } from './answer.ts';
import { attemptError, createRecorder, type RecordHead } from './recorder.ts';
import { circuitError, createUnmet } from './refusal.ts';
import { isRoute, type RouteState } from './route-state.ts';
import { createAttempt, type RunningAttempt } from './attempt.ts';
import { hopDeadlines, type Surroundings } from './surroundings.ts';
import { sleep, type Time } from './time.ts';

/** One call of a route, as a strategy sees it. */
export interface RouteCall {
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  /** Those who have the model, in the route's order. */
  readonly members: readonly AsyncGeneratorProvider[];
  readonly health: Health | undefined;
  readonly catalogue: ModelCatalogue | undefined;
  /** The id of the model that a member would be asked for. */
  readonly modelOf: (member: AsyncGeneratorProvider) => string;
  /** Asks a member, until its first content. One that cannot or must not be asked now is a failure without a request. Rejects with the reason of an abort. */
  readonly ask: (member: AsyncGeneratorProvider) => Promise<Opened>;
  /** Waits; an abort ends that at once. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly schedule: Time['schedule'];
  /** From 0 up to 1. */
  readonly random: () => number;
  /** How many attempts of this route a member has under way. */
  readonly inFlight: (member: AsyncGeneratorProvider) => number;
  /** The error of a call in which nobody answered. */
  readonly error: () => ProviderError;
}

/** What a call is made of. */
export interface CallInit {
  readonly request: ChatRequest;
  readonly init: AuthorInit;
  readonly members: readonly AsyncGeneratorProvider[];
  readonly state: RouteState;
  readonly surroundings: Surroundings;
  readonly health: Health | undefined;
  /** Makes the error of the call of what became of each member that was asked. */
  readonly toError: (hops: readonly FailedHop[]) => ProviderError;
}

/** A call with what only the engine does. */
export interface EngineCall extends RouteCall {
  /** Everybody else has lost. */
  readonly commit: (answer: Answer) => void;
  /** Ends whatever is under way. */
  readonly close: (leaving: Leaving) => Promise<void>;
  /** The same, as the guard does it at once after an abort, or where the caller leaves. */
  readonly leave: () => Promise<void>;
}

const lost: Leaving = { outcome: 'lost', reason: 'another was faster' };

/** What the end of the whole call means for those who are being asked: a deadline is their failure, and anything else is nobody's. */
function leavingFor(reason: unknown): Leaving {
  if (isProviderError(reason) && reason.code === 'timeout') return { outcome: 'failed', reason: reason.message, error: reason };
  return { outcome: 'aborted', reason: 'the caller left' };
}

/** Starts a call: the one place where members are asked. */
export function createCall({ request, init, members, state, surroundings, health, toError }: CallInit): EngineCall {
  const { time } = state;
  const { catalogue, path, call, count, tell } = surroundings;
  const { signal, redact } = init;
  const unmet = createUnmet(request);
  const hops: FailedHop[] = [];
  /** Who is being asked, and the answer that it has begun. */
  const running = new Map<RunningAttempt, Answer | undefined>();

  const modelOf = (member: AsyncGeneratorProvider): string => ownName(member, request.model);
  const headOf = (member: AsyncGeneratorProvider): RecordHead => ({
    path,
    call,
    attempt: count(),
    provider: member.id,
    isRoute: isRoute(member),
    model: modelOf(member),
    startedAt: time.now(),
  });

  function skip(hop: AsyncGeneratorProvider, error: ProviderError): Opened {
    const told = attemptError(error, false, redact);
    tell(createRecorder(headOf(hop), undefined).end({ outcome: 'skipped', reason: told.message, error: told, totalMs: 0 }));
    hops.push({ hop, error });
    return { isOpen: false, error };
  }

  /** What runs a hop: all that runs the call. Its `total` stands still while a hop prepares. */
  function hopInit(): RunInit {
    const { timeout, proxy, dispatcher, apiKeys, context, touch } = init;
    return {
      proxy,
      dispatcher,
      apiKeys,
      context,
      timeout: hopDeadlines(timeout, surroundings),
      onStage: (stage) => {
        touch(stage === 'preparing' ? stage : 'delegated');
      },
    };
  }

  async function ask(member: AsyncGeneratorProvider): Promise<Opened> {
    const model = modelOf(member);
    const lacking = unmet(member, state.known(member, model, catalogue));
    if (lacking !== undefined) return skip(member, lacking);
    // A route has no circuit of its own: its members have, and one of them may be fit while another is not. It has a latency.
    const hasCircuit = !isRoute(member);
    const asked = hasCircuit ? health?.admit(member.id, model) : undefined;
    const admission = asked instanceof Promise ? await asked : asked;
    if (admission?.isAllowed === false) return skip(member, circuitError(member, admission));
    const isProbe = admission?.isProbe === true;
    if (isClosed) {
      health?.report(member.id, model, { type: 'left', isProbe });
      throw signal.reason;
    }
    state.started(member);
    const attempt = createAttempt({
      member,
      request,
      init: hopInit(),
      head: headOf(member),
      isProbe,
      catalogue,
      now: time.now,
      redact,
      report(event) {
        if (hasCircuit || event.type === 'content' || event.type === 'slow') health?.report(member.id, model, event);
      },
      onEnd(record) {
        state.ended(member);
        running.delete(attempt);
        tell(record);
      },
    });
    running.set(attempt, undefined);
    const opened = await attempt.open();
    if (opened.isOpen) running.set(attempt, opened.answer);
    else if (isProviderError(opened.error)) hops.push({ hop: member, error: opened.error });
    return opened;
  }

  let isClosed = false;
  async function close(leaving: Leaving): Promise<void> {
    isClosed = true;
    await Promise.all([...running.keys()].map((attempt) => attempt.leave(leaving, signal.reason ?? new DOMException(leaving.reason, 'AbortError'))));
  }
  return {
    request,
    signal,
    members,
    health,
    catalogue,
    modelOf,
    ask,
    sleep: (ms) => sleep(time, ms, signal),
    schedule: time.schedule,
    random: state.random,
    inFlight: state.inFlight,
    error: () => toError(hops),
    commit(answer) {
      isClosed = true;
      for (const [attempt, begun] of running) if (begun !== answer) void attempt.leave(lost, new DOMException(lost.reason, 'AbortError'));
    },
    close,
    leave: () => close(leavingFor(signal.reason)),
  };
}
