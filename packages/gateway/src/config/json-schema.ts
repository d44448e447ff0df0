import { z } from 'zod';
import { durationPattern } from './fields.ts';
import { configSchema } from './schema.ts';

type Json = z.core.JSONSchema.BaseSchema;

/** A value that the environment gives. */
const variable: Json = { type: 'string', pattern: String.raw`\$\{[^}]+\}` };

/** Takes all that stands there away, and says that something else will do as well. */
function widen(schema: Json, ...others: readonly Json[]): void {
  const { description, ...own } = schema;
  for (const name of Object.keys(schema)) Reflect.deleteProperty(schema, name);
  Object.assign(schema, { ...(description !== undefined && { description }), anyOf: [own, ...others] });
}

function override(schema: Json, path: readonly (string | number)[]): void {
  const { type, format, pattern } = schema;
  if (format === 'duration-ms') {
    delete schema.format;
    widen(schema, { type: 'string', pattern: durationPattern }, variable);
  } else if (type === 'number' || type === 'integer' || type === 'boolean') widen(schema, variable);
  // The kind of a route tells which fields it has.
  else if (type === 'string' && (pattern !== undefined || (schema.enum !== undefined && path.at(-1) !== 'kind'))) widen(schema, variable);
}

/** What only code can make has no schema, and stands in a choice as one that takes everything. */
function withoutAnything(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutAnything);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]: [string, unknown]) => {
      const kept = name === 'anyOf' && Array.isArray(value) ? value.filter((each: object) => Object.keys(each).length > 0) : value;
      return [name, withoutAnything(kept)];
    }),
  );
}

/**
 * The JSON schema of a configuration file, for editors: as it is written, `${NAME}` and times with a unit included. The file
 * `config.schema.json` of this package holds it.
 */
export function configJsonSchema(): unknown {
  const schema = z.toJSONSchema(configSchema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema, path }) => {
      override(jsonSchema, path);
    },
  });
  return withoutAnything(schema);
}
