import { isObject, listOf } from '../values/json.ts';

/** How deep OpenAI lets a strict schema be. */
const mostLevels = 10;
/** What a strict schema may not use. */
const forbidden = ['allOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'patternProperties', 'oneOf'] as const;

/**
 * Tells whether OpenAI takes a schema as strict: every object closed, and all its properties required. One that is not goes without
 * `strict`, which OpenAI would refuse with it.
 *
 * @see https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function isStrictSchema(schema: unknown, level = 0): boolean {
  if (!isObject(schema) || level > mostLevels || forbidden.some((key) => Object.hasOwn(schema, key))) return false;
  const { type, properties, items, anyOf, additionalProperties, required, $defs } = schema;
  if (level === 0 && type !== 'object') return false;
  const inner = [...Object.values(isObject(properties) ? properties : {}), ...Object.values(isObject($defs) ? $defs : {}), ...listOf(anyOf), ...(items === undefined ? [] : [items])];
  const isObjectType = type === 'object' || listOf(type).includes('object') || properties !== undefined;
  const names = listOf(required);
  const isClosed = additionalProperties === false && Object.keys(isObject(properties) ? properties : {}).every((name) => names.includes(name));
  return (!isObjectType || isClosed) && inner.every((each) => isStrictSchema(each, level + 1));
}
