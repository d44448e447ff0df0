import { z } from 'zod';
import { durationPattern } from './fields.ts';
import { configSchema } from './schema.ts';

/** A value that the environment gives. */
const variable = { type: 'string', pattern: '\\$\\{[^}]+\\}' } as const;

/**
 * The JSON schema of a configuration file, for editors: as it is written, `${NAME}` and times with a unit included. The file
 * `config.schema.json` of this package holds it.
 */
export function configJsonSchema(): object {
  return z.toJSONSchema(configSchema, {
    io: 'input',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      const { type, description, ...rest } = jsonSchema;
      if (type !== 'number' && type !== 'integer' && type !== 'boolean') return;
      for (const name of Object.keys(jsonSchema)) delete jsonSchema[name as keyof typeof jsonSchema];
      const isTime = 'format' in rest && rest.format === 'duration-ms';
      const plain = isTime ? [{ type, minimum: 0 }, { type: 'string' as const, pattern: durationPattern }] : [{ type, ...rest }];
      Object.assign(jsonSchema, { ...(description !== undefined && { description }), anyOf: [...plain, variable] });
    },
  });
}
