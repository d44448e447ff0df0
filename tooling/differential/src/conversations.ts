import type { LanguageModelV4FunctionTool } from '@ai-sdk/provider';
import type { Tool } from '@g4f/core';
import { says, type Question } from './question.ts';
import { subjectNames, type SubjectName } from './subjects.ts';

/** A {@link Question} with a name. */
export interface Conversation extends Question {
  readonly name: string;
  /** The wires on which both can say it. @default all */
  readonly wires?: readonly SubjectName[] | undefined;
}

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const pdf = new TextEncoder().encode('%PDF-1.7 and no more');
const address = new URL('https://example.com/cat.png');

const schema = { type: 'object', properties: { city: { type: 'string', description: 'Where.' }, days: { type: 'integer' } }, required: ['city', 'days'], additionalProperties: false } as const;
const weather: Tool = { name: 'weather', description: 'Tells the weather.', parameters: schema };
const clock: Tool = { name: 'clock', parameters: { type: 'object', properties: {} } };
const theirWeather: LanguageModelV4FunctionTool = { type: 'function', name: 'weather', description: 'Tells the weather.', inputSchema: { ...schema, required: [...schema.required] } };
const theirClock: LanguageModelV4FunctionTool = { type: 'function', name: 'clock', inputSchema: { type: 'object', properties: {} } };
const tools = { ours: [weather, clock], theirs: [theirWeather, theirClock] };

const hi = says('What is the weather?');

/** A question with settings of its own. */
const asks = (name: string, ours: Partial<Question['ours']>, theirs: Partial<Question['theirs']>, wires?: readonly SubjectName[]): Conversation => ({
  name,
  ours: { ...hi.ours, ...ours },
  theirs: { ...hi.theirs, ...theirs },
  wires,
});

const choices = (['auto', 'none', 'required'] as const).map((choice) =>
  asks(`the tool choice ${choice}`, { tools: tools.ours, toolChoice: choice }, { tools: tools.theirs, toolChoice: { type: choice } }),
);

/** What both are asked to say, and of which the bodies are compared. */
export const conversations: readonly Conversation[] = [
  {
    name: 'a history with a system message',
    ours: { messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hi 👋🏽' }, { role: 'assistant', content: 'Hello.' }, { role: 'user', content: [{ type: 'text', text: 'And ' }, { type: 'text', text: 'now?' }] }] },
    theirs: {
      prompt: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'Hi 👋🏽' }] },
        { role: 'assistant', content: [{ type: 'text', text: 'Hello.' }] },
        { role: 'user', content: [{ type: 'text', text: 'And ' }, { type: 'text', text: 'now?' }] },
      ],
    },
  },
  asks('settings', { temperature: 0.5, maxTokens: 100, stop: ['END'] }, { temperature: 0.5, maxOutputTokens: 100, stopSequences: ['END'] }),
  asks('nucleus sampling', { topP: 0.9 }, { topP: 0.9 }),
  asks('a seed', { seed: 7 }, { seed: 7 }, ['openai-chat', 'gemini']),
  asks('tools', { tools: tools.ours }, { tools: tools.theirs }),
  ...choices,
  asks('one tool by name', { tools: tools.ours, toolChoice: { name: 'weather' } }, { tools: tools.theirs, toolChoice: { type: 'tool', toolName: 'weather' } }),
  asks('a schema of the answer', { responseFormat: { type: 'json', schema, name: 'forecast' } }, { responseFormat: { type: 'json', schema: { ...schema, required: [...schema.required] }, name: 'forecast' } }),
  asks('any JSON', { responseFormat: { type: 'json' } }, { responseFormat: { type: 'json' } }, ['openai-chat', 'gemini']),
  ...(['low', 'medium', 'high'] as const).map((effort) => asks(`${effort} effort`, { reasoningEffort: effort }, { reasoning: effort })),
  {
    name: 'pictures',
    ours: { messages: [{ role: 'user', content: [{ type: 'text', text: 'What is this?' }, { type: 'image', data: png, mediaType: 'image/png' }, { type: 'image', data: address, mediaType: 'image/png' }] }] },
    theirs: {
      prompt: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'file', data: { type: 'data', data: png }, mediaType: 'image/png' },
            { type: 'file', data: { type: 'url', url: address }, mediaType: 'image/png' },
          ],
        },
      ],
    },
  },
  {
    name: 'a document',
    ours: { messages: [{ role: 'user', content: [{ type: 'file', data: pdf, mediaType: 'application/pdf', name: 'a.pdf' }, { type: 'text', text: 'Sum it up.' }] }] },
    theirs: { prompt: [{ role: 'user', content: [{ type: 'file', data: { type: 'data', data: pdf }, mediaType: 'application/pdf', filename: 'a.pdf' }, { type: 'text', text: 'Sum it up.' }] }] },
  },
  {
    name: 'calls and their results',
    ours: {
      tools: tools.ours,
      messages: [
        { role: 'user', content: 'The weather and the time?' },
        { role: 'assistant', content: [{ type: 'text', text: 'I look.' }, { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city":"Oslo","days":1}' }, { type: 'tool-call', id: 'call_2', name: 'clock', arguments: '{}' }] },
        { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'rain' }, { type: 'tool-result', id: 'call_2', content: 'noon' }] },
        { role: 'user', content: 'And tomorrow?' },
      ],
    },
    theirs: {
      tools: tools.theirs,
      prompt: [
        { role: 'user', content: [{ type: 'text', text: 'The weather and the time?' }] },
        { role: 'assistant', content: [{ type: 'text', text: 'I look.' }, { type: 'tool-call', toolCallId: 'call_1', toolName: 'weather', input: { city: 'Oslo', days: 1 } }, { type: 'tool-call', toolCallId: 'call_2', toolName: 'clock', input: {} }] },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'call_1', toolName: 'weather', output: { type: 'text', value: 'rain' } }, { type: 'tool-result', toolCallId: 'call_2', toolName: 'clock', output: { type: 'text', value: 'noon' } }] },
        { role: 'user', content: [{ type: 'text', text: 'And tomorrow?' }] },
      ],
    },
  },
  {
    name: 'a call that failed',
    ours: {
      tools: tools.ours,
      messages: [
        { role: 'user', content: 'The time?' },
        { role: 'assistant', content: [{ type: 'tool-call', id: 'call_1', name: 'clock', arguments: '{}' }] },
        { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'no clock here', isError: true }] },
      ],
    },
    theirs: {
      tools: tools.theirs,
      prompt: [
        { role: 'user', content: [{ type: 'text', text: 'The time?' }] },
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'call_1', toolName: 'clock', input: {} }] },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'call_1', toolName: 'clock', output: { type: 'error-text', value: 'no clock here' } }] },
      ],
    },
  },
  {
    name: 'thoughts that were signed',
    ours: {
      tools: tools.ours,
      messages: [
        { role: 'user', content: 'The time?' },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'A clock knows.', metadata: { anthropic: { signature: 'c2lnbmVk' }, openai: { own: true } } },
            { type: 'tool-call', id: 'call_1', name: 'clock', arguments: '{}', metadata: { gemini: { thoughtSignature: 'c2lnbmVk' } } },
          ],
        },
        { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'noon' }] },
      ],
    },
    theirs: {
      tools: tools.theirs,
      prompt: [
        { role: 'user', content: [{ type: 'text', text: 'The time?' }] },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'A clock knows.', providerOptions: { anthropic: { signature: 'c2lnbmVk' } } },
            { type: 'tool-call', toolCallId: 'call_1', toolName: 'clock', input: {}, providerOptions: { google: { thoughtSignature: 'c2lnbmVk' } } },
          ],
        },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'call_1', toolName: 'clock', output: { type: 'text', value: 'noon' } }] },
      ],
    },
  },
  {
    name: 'thoughts of another provider',
    ours: {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: [{ type: 'reasoning', text: 'A greeting.', metadata: { elsewhere: { signature: 'c2lnbmVk', own: true } } }, { type: 'text', text: 'Hello.' }] },
        { role: 'user', content: 'And now?' },
      ],
    },
    theirs: {
      prompt: [
        { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
        { role: 'assistant', content: [{ type: 'reasoning', text: 'A greeting.', providerOptions: { elsewhere: { signature: 'c2lnbmVk' } } }, { type: 'text', text: 'Hello.' }] },
        { role: 'user', content: [{ type: 'text', text: 'And now?' }] },
      ],
    },
  },
];

/** The conversations that both can have on a wire. */
export const conversationsOn = (wire: SubjectName): readonly Conversation[] => conversations.filter(({ wires = subjectNames }) => wires.includes(wire));
