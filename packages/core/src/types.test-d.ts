/** Wrong uses that must not compile, and what the right ones infer. Checked by `tsc`; never run. */
import { defineProvider, supports, type AsyncGeneratorProvider, type Part, type Plugin, type RunInit } from './index.ts';

declare module './index.ts' {
  interface ProviderOptions {
    readonly typed?: { readonly persona?: string | undefined } | undefined;
  }
}

declare const stream: () => AsyncGenerator<string>;
declare const init: RunInit;
const messages = [{ role: 'user', content: 'Hi' }] as const;

const typed = defineProvider({ id: 'typed', url: '', models: ['m', { id: 'eye', supportsImages: true }], working: true, supportsTools: false }, stream);
typed.id satisfies 'typed';
typed.working satisfies true;
typed.supportsTools satisfies false;
// @ts-expect-error a flag that was not declared is not there
typed.supportsReasoning satisfies true;
void (typed.createAsync({ messages, model: 'eye', options: { typed: { persona: 'pirate' } } }, { signal: init.signal, timeout: { idle: 5_000, total: false } }) satisfies Promise<string>);
typed.createAsyncGenerator({ messages, model: 'an-unlisted-one' }) satisfies AsyncGenerator<string>;
typed.createPartGenerator({ messages }) satisfies AsyncGenerator<Part>;
typed satisfies AsyncGeneratorProvider;

// @ts-expect-error a misspelt flag
defineProvider({ id: 'x', url: '', models: ['m'], supportMessageHistory: true }, stream);
// @ts-expect-error a flag is boolean
defineProvider({ id: 'x', url: '', models: ['m'], supportsTools: 'yes' }, stream);
// @ts-expect-error at least one model
defineProvider({ id: 'x', url: '', models: [] }, stream);
// @ts-expect-error an id is needed
defineProvider({ url: '', models: ['m'] }, stream);
// @ts-expect-error a setting of that name does not exist
defineProvider({ id: 'x', url: '', models: ['m'] }, stream, { settings: ['heat'] });
defineProvider({ id: 'x', url: '', models: ['m'] }, async function* () {
  yield await Promise.resolve(['a', { type: 'reasoning', text: 'b' } as const]);
  yield { type: 'finish', reason: 'stop' } as const;
});
// @ts-expect-error yields text or parts
defineProvider({ id: 'x', url: '', models: ['m'] }, async function* () { yield await Promise.resolve(1); });
// @ts-expect-error no such part
defineProvider({ id: 'x', url: '', models: ['m'] }, async function* () { yield await Promise.resolve({ type: 'txt', text: '' }); });

// @ts-expect-error a misspelt option
void typed.createAsync({ messages, options: { typed: { personna: 'x' } } });
// @ts-expect-error an option of an unknown provider
void typed.createAsync({ messages, options: { untyped: {} } });
// @ts-expect-error a key has no place in a request
void typed.createAsync({ messages, apiKey: 'x' });
// @ts-expect-error an unknown role
void typed.createAsync({ messages: [{ role: 'wizard', content: '' }] });
// @ts-expect-error a deadline that does not exist
void typed.createAsync({ messages }, { timeout: { read: 5 } });

declare const any: AsyncGeneratorProvider;
if (supports(any, 'supportsTools', 'supportsImages')) {
  any.supportsTools satisfies true;
  any.supportsImages satisfies true;
}
// @ts-expect-error not narrowed here
any.supportsTools satisfies true;
// @ts-expect-error a misspelt flag
supports(any, 'suportsTools');

export const plugin: Plugin = (env) => (env['TYPED'] === undefined ? typed : [typed]);
