/** What is inferred, and wrong uses that must not compile. Checked by `tsc`; never run. */
import type { AsyncGeneratorProvider } from '@g4f/core';
import { createOpenAI, createOpenAICompatible, createPreset } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;

const mine = createOpenAICompatible({ id: 'mine', baseURL: 'https://llm.example.com/v1', models: ['small', { id: 'eye', supportsImages: true }] });
mine satisfies AsyncGeneratorProvider;
mine.id satisfies 'mine';
void mine.createAsync({ messages, model: 'eye' });
// @ts-expect-error at least one model
createOpenAICompatible({ id: 'mine', baseURL: 'https://llm.example.com/v1', models: [] });
// @ts-expect-error a misspelt flag
createOpenAICompatible({ id: 'mine', baseURL: 'https://llm.example.com/v1', models: ['small'], flags: { supportTools: true } });

createOpenAI().supportsGpt35Turbo satisfies true;
createPreset('deepseek').supportsImages satisfies false;
void createPreset('groq').createAsync({ messages, options: { groq: { extraBody: { reasoning_format: 'parsed' } } } });
// @ts-expect-error a preset that is not there
createPreset('grok');
// @ts-expect-error a misspelt option of a call
void createOpenAI().createAsync({ messages, options: { openai: { extrabody: {} } } });
