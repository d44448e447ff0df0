/** What a flag shall be. */
export type Want = 'any' | 'yes' | 'no';

/** What a request may have that needs a flag. */
export const needs = ['system', 'history', 'image', 'file', 'tools', 'json'] as const;

/** What a request may have that needs a flag. */
export type NeedName = (typeof needs)[number];

/** A query as the form has it. */
export interface ExplainForm {
  readonly model: string;
  readonly flags: { readonly [name: string]: Want };
  readonly needs: ReadonlySet<NeedName>;
  /** Empty for any. */
  readonly minContext: string;
  readonly maxPrice: string;
  readonly alsoDead: boolean;
  readonly alsoUndeclared: boolean;
  readonly onlyHealthy: boolean;
}

/** A form in which nothing was said yet. */
export const emptyForm: ExplainForm = { model: '', flags: {}, needs: new Set(), minContext: '', maxPrice: '', alsoDead: false, alsoUndeclared: false, onlyHealthy: false };

/** A request that has what is needed, and nothing else: nobody is sent it. */
function requestWith(has: ReadonlySet<NeedName>): object {
  const content = [
    { type: 'text', text: 'Hi' },
    ...(has.has('image') ? [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }] : []),
    ...(has.has('file') ? [{ type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0=' } }] : []),
  ];
  return {
    messages: [
      ...(has.has('system') ? [{ role: 'system', content: 'Be brief.' }] : []),
      ...(has.has('history') ? [{ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Hello' }] : []),
      { role: 'user', content },
    ],
    ...(has.has('tools') && { tools: [{ type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } }] }),
    ...(has.has('json') && { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object', properties: {} } } } }),
  };
}

const amount = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** The query that the gateway is asked. */
export function queryOf({ model, flags, needs: has, minContext, maxPrice, alsoDead, alsoUndeclared, onlyHealthy }: ExplainForm): object {
  const [context, price] = [amount(minContext), amount(maxPrice)];
  return {
    ...(model.trim() !== '' && { model: model.trim() }),
    ...Object.fromEntries(Object.entries(flags).filter(([, want]) => want !== 'any').map(([name, want]) => [name, want === 'yes'])),
    ...(has.size > 0 && { request: requestWith(has) }),
    ...(context !== undefined && { minContext: context }),
    ...(price !== undefined && { maxPrice: price }),
    ...(alsoDead && { working: 'any' }),
    ...(alsoUndeclared && { undeclared: 'allow' }),
    ...(onlyHealthy && { healthy: true }),
  };
}
