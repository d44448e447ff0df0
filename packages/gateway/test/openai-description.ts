import { Ajv2020 } from 'ajv/dist/2020.js';
import description from './openai-description.json' with { type: 'json' };

/** What OpenAI's published description has a schema for; `scripts/describe-openai.js` takes it from there. */
export type Described = keyof typeof description.components.schemas;

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).addSchema(description, 'openai');

/** What is wrong with a value by OpenAI's own description. Fields that it does not know are nothing wrong. */
export function faultsOf(name: Described, value: unknown): readonly string[] {
  const validate = ajv.getSchema(`openai#/components/schemas/${name}`);
  if (validate === undefined) throw new Error(`there is no ${name}`);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath}: ${message ?? ''} ${JSON.stringify(params)}`);
}

interface Enumerated {
  readonly properties?: { readonly type?: { readonly enum?: readonly string[] } };
}

/** The schemas of the events of Responses, by their type: of the union a fault would tell that none of fifty fits. */
const events = new Map(
  description.components.schemas.ResponseStreamEvent.anyOf.flatMap(({ $ref }) => {
    const name = $ref.slice($ref.lastIndexOf('/') + 1) as Described;
    const { properties }: Enumerated = description.components.schemas[name] as Enumerated;
    return (properties?.type?.enum ?? []).map((type) => [type, name] as const);
  }),
);

/** What is wrong with an event of a streamed response. */
export function eventFaultsOf(event: { readonly type?: unknown }): readonly string[] {
  const name = typeof event.type === 'string' ? events.get(event.type) : undefined;
  return name === undefined ? [`there is no event ${JSON.stringify(event.type)}`] : faultsOf(name, event);
}

/** The data of server-sent events, parsed; `[DONE]` as it is. */
export function dataIn(text: string): unknown[] {
  return text
    .split('\n\n')
    .flatMap((event) => event.split('\n').filter((line) => line.startsWith('data: ')))
    .map((line) => line.slice('data: '.length))
    .map((data): unknown => (data === '[DONE]' ? data : JSON.parse(data)));
}
