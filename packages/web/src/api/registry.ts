import { useAdminKey } from './admin-key.ts';
import { requestJson } from './request.ts';

/** Why a candidate was not chosen, as `GET /v1/explain` says it. Which further fields there are goes by `code`. */
export interface Reason {
  readonly code: 'provider' | 'model' | 'working' | 'order' | 'flag' | 'need' | 'context' | 'price' | 'health' | 'local';
  readonly message: string;
  readonly flag?: string;
  readonly what?: string;
  readonly declared?: boolean;
  readonly limit?: 'context' | 'input' | 'output';
  readonly tokens?: 'input' | 'output';
  readonly wanted?: number;
  readonly known?: number;
  readonly healthy?: boolean;
}

/** What becomes of one provider. */
export interface ExplainedCandidate {
  readonly provider: string;
  readonly model?: string;
  /** The name that was asked for, which `model` replaces. */
  readonly replaces?: string;
  readonly chosen: boolean;
  readonly matches: boolean;
  readonly reasons: readonly Reason[];
}

/** Who would answer, and why nobody else. */
export interface Explained {
  readonly chosen: { readonly provider: string; readonly model: string } | null;
  readonly candidates: readonly ExplainedCandidate[];
}

/** What came of a question that was asked just to see. */
export interface Probe {
  readonly provider: string;
  readonly model: string;
  /** `false`: nothing left the gateway, as a key is missing. */
  readonly asked: boolean;
  readonly answered: boolean;
  /** Milliseconds. */
  readonly firstContentMs?: number;
  readonly totalMs: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Asks who would answer a query. */
export const explain = (query: object, signal?: AbortSignal): Promise<Explained> => requestJson('/v1/explain', { body: query, signal });

/** Has a provider asked one small question now: by the admin's key where this tab has one, as admins alone may. */
export const probe = (id: string, signal?: AbortSignal): Promise<Probe> => requestJson(`/v1/providers/${encodeURIComponent(id)}/probe`, { method: 'POST', body: {}, signal, key: useAdminKey.getState().key || undefined });
