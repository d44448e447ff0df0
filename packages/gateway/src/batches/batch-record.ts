import { z } from 'zod';
import type { BatchProblem } from './batch-line.ts';

/** How far a batch is. */
export type BatchStatus = 'validating' | 'in_progress' | 'finalizing' | 'completed' | 'failed' | 'cancelling' | 'cancelled' | 'expired';

/** Those that nothing follows. */
export const endStatuses: readonly BatchStatus[] = ['completed', 'failed', 'cancelled', 'expired'];

const counted = z.coerce.number().default(0);
const seconds = z.coerce.number().optional();

const asked = z.object({
  caller: z.object({ id: z.string(), models: z.array(z.string()).optional(), isAdmin: z.boolean() }),
  endpoint: z.string(),
  input: z.string(),
  inputBytes: z.number(),
  window: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
  outputLife: z.number(),
  metadata: z.record(z.string(), z.string()).optional(),
});

/** What a batch was made with, and never changes. Times in seconds since 1970. */
export type AskedBatch = z.infer<typeof asked>;

const stored = z.object({
  status: z.custom<BatchStatus>((value) => typeof value === 'string'),
  asked: z.string().transform((text): AskedBatch => asked.parse(JSON.parse(text))),
  total: seconds,
  completed: counted,
  failed: counted,
  /** Requests that the completion window left no time for. */
  late: counted,
  /** Set once every request stands in the queue. */
  queued: z.literal('1').optional(),
  errors: z.string().transform((text): readonly BatchProblem[] => JSON.parse(text) as readonly BatchProblem[]).optional(),
  in_progress_at: seconds,
  finalizing_at: seconds,
  completed_at: seconds,
  failed_at: seconds,
  expired_at: seconds,
  cancelling_at: seconds,
  cancelled_at: seconds,
  output_file_id: z.string().optional(),
  error_file_id: z.string().optional(),
  input_tokens: counted,
  cached_tokens: counted,
  output_tokens: counted,
  reasoning_tokens: counted,
});

/** A batch as it stands in Redis. */
export type BatchRecord = z.infer<typeof stored>;

/** Reads the hash of a batch; `undefined` for one that is not, or no longer, there. */
export const readRecord = (hash: { readonly [field: string]: string }): BatchRecord | undefined => (hash['asked'] === undefined ? undefined : stored.parse(hash));

/** Every request has its result. */
export const isAnswered = ({ total, completed, failed }: Pick<BatchRecord, 'total' | 'completed' | 'failed'>): boolean => total !== undefined && completed + failed >= total;

/** A batch as OpenAI's clients read it. What has not happened is left out: by the description of their API nothing of it may be null. */
export function batchObject(id: string, record: BatchRecord): { readonly [field: string]: unknown } {
  const { asked: { endpoint, input, window, createdAt, expiresAt, metadata = null }, status, errors, total = 0, completed, failed } = record;
  const { input_tokens, cached_tokens, output_tokens, reasoning_tokens } = record;
  return {
    id,
    object: 'batch',
    endpoint,
    errors: errors === undefined ? undefined : { object: 'list', data: errors },
    input_file_id: input,
    completion_window: window,
    status,
    output_file_id: record.output_file_id,
    error_file_id: record.error_file_id,
    created_at: createdAt,
    in_progress_at: record.in_progress_at,
    expires_at: expiresAt,
    finalizing_at: record.finalizing_at,
    completed_at: record.completed_at,
    failed_at: record.failed_at,
    expired_at: record.expired_at,
    cancelling_at: record.cancelling_at,
    cancelled_at: record.cancelled_at,
    request_counts: { total, completed, failed },
    usage: {
      input_tokens,
      input_tokens_details: { cached_tokens },
      output_tokens,
      output_tokens_details: { reasoning_tokens },
      total_tokens: input_tokens + output_tokens,
    },
    metadata,
  };
}
