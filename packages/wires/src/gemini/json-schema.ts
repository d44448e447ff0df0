import { isObject, type JsonObject } from '../values/json.ts';

/** Deeper than anybody writes a schema: a body that nests without end must not run out of stack. */
const mostDepth = 100;

/** Keywords whose value is one schema, a list of them, or schemas by name. */
const nested = ['items', 'additionalProperties'];
const lists = ['anyOf', 'prefixItems'];
const maps = ['properties'];
/** Counts, which the format writes as texts. */
const counts = ['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'];

function valueOf(key: string, value: unknown, depth: number): unknown {
  const schema = (each: unknown): unknown => (isObject(each) ? openApiToJsonSchema(each, depth + 1) : each);
  if (key === 'type' && typeof value === 'string') return value.toLowerCase();
  if (nested.includes(key)) return schema(value);
  if (lists.includes(key) && Array.isArray(value)) return value.map(schema);
  if (maps.includes(key) && isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, schema(each)]));
  if (counts.includes(key) && typeof value === 'string') return Number(value);
  return value;
}

/**
 * Turns a schema in the subset of OpenAPI that this wire took first into plain JSON schema.
 *
 * @see https://ai.google.dev/api/caching#Schema
 * @example
 * openApiToJsonSchema({ type: 'STRING', nullable: true }); // { type: ['string', 'null'] }
 */
export function openApiToJsonSchema({ nullable, ...schema }: JsonObject, depth = 0): JsonObject {
  if (depth > mostDepth) return schema;
  const plain: JsonObject = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, valueOf(key, value, depth)]));
  return nullable === true && typeof plain['type'] === 'string' ? { ...plain, type: [plain['type'], 'null'] } : plain;
}
