import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../access.ts';
import { json } from '../endpoints/json.ts';
import type { Endpoint } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { readJson } from '../read-json.ts';
import { batchObject, type AskedBatch, type BatchRecord } from './batch-record.ts';
import type { BatchStore } from './batch-store.ts';
import type { OpenBatches } from './batch-parts.ts';
import type { BatchLimits } from './batches-options.ts';
import { order } from './engine.ts';
import { ownFile } from './file-endpoints.ts';
import { listObject, readPageQuery } from './page.ts';

/** What a batch may ask. */
export const batchEndpointPaths = ['/v1/chat/completions', '/v1/responses'] as const;

const created = z.object({
  input_file_id: z.string(),
  endpoint: z.enum(batchEndpointPaths),
  completion_window: z.string().regex(/^[1-9]\d{0,2}h$/, "hours, such as '24h'"),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((record) => Object.keys(record).length <= 16, 'at most 16 pairs')
    .nullish(),
  output_expires_after: z.object({ anchor: z.literal('created_at'), seconds: z.int().min(3_600).max(2_592_000) }).nullish(),
});

/** Body bytes of a request for a batch, which is short. */
const mostBody = 65_536;

function parse(value: unknown): z.infer<typeof created> {
  const read = created.safeParse(value);
  if (read.success) return read.data;
  const told = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`).join('; ');
  throw new GatewayError(told.slice(0, 500), { status: 400 });
}

/** The batch, if it is the caller's; to others it is not there. */
async function ownBatch(batches: BatchStore, { id: owner }: Caller, id: string): Promise<BatchRecord> {
  const record = await batches.get(id);
  if (record?.asked.caller.id !== owner) throw new GatewayError(`there is no batch ${JSON.stringify(id)}; GET /v1/batches lists yours`, { status: 404 });
  return record;
}

const create = (open: OpenBatches, limits: BatchLimits, now: () => number): Endpoint['handle'] =>
  async ({ request, caller }) => {
    const asked = parse((await readJson(request, mostBody)).value);
    const { engine, files, batches } = await open();
    const file = await ownFile(files, caller, asked.input_file_id);
    if (file.purpose !== 'batch') throw new GatewayError("input_file_id names an output; upload a file with the purpose 'batch'", { status: 400 });
    const running = await batches.openOf(caller.id);
    if (running >= limits.maxOpen) throw new GatewayError(`you have ${running} batches that have not ended, which is the most; wait for one of them`, { status: 429, retryAfter: 60_000 });
    const createdAt = now();
    const expiresAt = createdAt + Number.parseInt(asked.completion_window) * 3_600;
    const record: AskedBatch = {
      caller: { id: caller.id, ...(caller.models !== undefined && { models: [...caller.models] }), isAdmin: caller.isAdmin },
      endpoint: asked.endpoint,
      input: file.id,
      inputBytes: file.bytes,
      window: asked.completion_window,
      createdAt,
      expiresAt,
      outputLife: asked.output_expires_after?.seconds ?? limits.fileLife,
      metadata: asked.metadata ?? undefined,
    };
    const id = `batch_${randomBytes(12).toString('hex')}`;
    // Its last requests may be asked a while after the window, and its input is read until the end.
    await files.extend(file, Math.max(file.expiresAt, expiresAt + 86_400));
    await batches.create(id, record);
    await order(engine, 'validate', id);
    return json(batchObject(id, await ownBatch(batches, caller, id)));
  };

const cancel = (open: OpenBatches, now: () => number): Endpoint['handle'] =>
  async ({ caller, parameters }) => {
    const id = parameters['id'] ?? '';
    const { engine, batches } = await open();
    const { status } = await ownBatch(batches, caller, id);
    const isCancelling = await batches.move(id, ['validating', 'in_progress'], 'cancelling', { cancelling_at: now() });
    if (!isCancelling && status !== 'cancelling') throw new GatewayError(`the batch is ${status}, so there is nothing left to cancel`, { status: 409 });
    await order(engine, 'close', id);
    return json(batchObject(id, await ownBatch(batches, caller, id)));
  };

const list = (open: OpenBatches): Endpoint['handle'] =>
  async ({ request, caller }) => {
    const query = readPageQuery(request.query, { limit: 20, most: 100 });
    const { batches } = await open();
    const { ids, hasMore } = await batches.list(caller.id, query);
    const records = await Promise.all(ids.map(async (id) => [id, await batches.get(id)] as const));
    return json(listObject(records.flatMap(([id, record]) => (record === undefined ? [] : [batchObject(id, record)])), hasMore));
  };

/**
 * `/v1/batches`: many requests at once, answered in time.
 *
 * @param now seconds since 1970
 */
export function batchEndpoints(open: OpenBatches, limits: BatchLimits, now: () => number): readonly Endpoint[] {
  const path = '/v1/batches';
  return [
    { method: 'POST', path, handle: create(open, limits, now) },
    { method: 'GET', path, handle: list(open) },
    {
      method: 'GET',
      path: `${path}/:id`,
      async handle({ caller, parameters }) {
        const id = parameters['id'] ?? '';
        return json(batchObject(id, await ownBatch((await open()).batches, caller, id)));
      },
    },
    { method: 'POST', path: `${path}/:id/cancel`, handle: cancel(open, now) },
  ];
}
