import { GatewayError } from '../gateway-error.ts';
import { parseJson } from '../read-json.ts';
import type { Line } from './line-splitter.ts';

interface Fields { readonly [field: string]: unknown }

/** What is wrong with an input file, as OpenAI's clients read it. */
export interface BatchProblem {
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  readonly param: string | null;
}

/** One request of an input file. */
export interface BatchLine {
  readonly customId: string;
  readonly body: Fields;
}

/** A line is in order, or is told what it lacks. The codes are OpenAI's own where it is known to have one. */
export type Checked<T> = { readonly value: T } | { readonly problem: BatchProblem };

const wrong = (line: Line, code: string, message: string, param: string | null = null): { readonly problem: BatchProblem } => ({
  problem: { code, message: `line ${line.number}: ${message}`, line: line.number, param },
});

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a line as a JSON object, which is all that an upload asks of it. */
export function readObject(line: Line): Checked<Fields> {
  try {
    const { value } = parseJson(line.bytes);
    if (isFields(value)) return { value };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
  }
  return wrong(line, 'invalid_json_line', 'is not a JSON object in UTF-8; write one request on each line');
}

/** Reads a line as a request that a batch for `endpoint` can make. */
export function readBatchLine(line: Line, endpoint: string): Checked<BatchLine> {
  const read = readObject(line);
  if ('problem' in read) return read;
  const { custom_id: customId, method, url, body } = read.value;
  if (typeof customId !== 'string' || customId === '') return wrong(line, 'missing_required_parameter', 'needs a custom_id, a text by which its answer is found', 'custom_id');
  if (method !== 'POST') return wrong(line, 'invalid_method', 'needs the method "POST"', 'method');
  if (url !== endpoint) return wrong(line, 'mismatched_url', `needs the url ${JSON.stringify(endpoint)}, as its batch has it`, 'url');
  if (!isFields(body)) return wrong(line, 'missing_required_parameter', 'needs a body, an object', 'body');
  if (body['stream'] === true) return wrong(line, 'invalid_request', 'asks for a stream, which a batch cannot give; leave out stream', 'body.stream');
  return { value: { customId, body } };
}
