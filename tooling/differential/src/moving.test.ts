import { assistantMessage, type AsyncGeneratorProvider, type Message, type ToolCallPart } from '@g4f/core';
import { createAnthropic } from '@g4f/provider-anthropic';
import { createGemini } from '@g4f/provider-gemini';
import { createPreset } from '@g4f/provider-openai';
import { answer, listenWire, speak, type Upstream } from '@g4f/testkit/servers';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { gemini } from '@g4f/wires/gemini';
import { openaiChat } from '@g4f/wires/openai-chat';
import { expect, test } from 'vitest';

const tools = [{ name: 'clock', parameters: { type: 'object' } }];
const call = (id: string): ToolCallPart => ({ type: 'tool-call', id, name: 'clock', arguments: '{"zone":"UTC"}' });

/** What each service's model thinks and is bound to; none of it may be seen by another service. */
const bound: { readonly [id: string]: readonly string[] } = {
  anthropic: ['anthropic thinks', 'c2lnLWE='],
  gemini: ['gemini thinks', 'c2lnLWc='],
  openrouter: ['openrouter thinks'],
  deepseek: ['deepseek thinks'],
};

test('a conversation goes from service to service: calls and text stay, thoughts and signatures return to their own alone', async () => {
  await using claude = await listenWire(speak(anthropicMessages), answer([{ type: 'reasoning', text: 'anthropic thinks', metadata: { anthropic: { signature: 'c2lnLWE=' } } }, 'anthropic says', call('toolu_1')]));
  await using google = await listenWire(speak(gemini), answer([{ type: 'reasoning', text: 'gemini thinks' }, 'gemini says', { ...call('g-1'), metadata: { gemini: { thoughtSignature: 'c2lnLWc=' } } }]));
  await using router = await listenWire(speak(openaiChat), answer([{ type: 'reasoning', text: 'openrouter thinks', metadata: { openrouter: { reasoning_details: [] } } }, 'openrouter says', call('call_1')]));
  await using seek = await listenWire(speak(openaiChat), answer([{ type: 'reasoning', text: 'deepseek thinks' }, 'deepseek says', call('call_2')]));
  const services: readonly (readonly [AsyncGeneratorProvider, Upstream])[] = [
    [createAnthropic({ baseURL: claude.url, apiKey: 'k' }), claude],
    [createPreset('openrouter', { baseURL: router.url, apiKey: 'k' }), router],
    [createGemini({ baseURL: google.url, apiKey: 'k' }), google],
    [createPreset('deepseek', { baseURL: seek.url, apiKey: 'k' }), seek],
  ];

  let messages: readonly Message[] = [{ role: 'user', content: 'What time is it?' }];
  const heard: string[] = [];
  // Twice around: the second time each service gets its own first answer back.
  for (const [provider, upstream] of [...services, ...services]) {
    const parts = await Array.fromAsync(provider.createPartGenerator({ messages, tools }));
    const told = upstream.calls.at(-1)?.body ?? '';
    for (const id of heard) {
      expect(told).toContain(`${id} says`);
      expect(told).toContain(`noon for ${id}`);
      for (const words of bound[id] ?? []) {
        // A thought without a signature is nothing that Gemini takes back.
        const returns = id === provider.id && words !== 'gemini thinks';
        expect({ from: id, to: provider.id, words, isTold: told.includes(words) }).toEqual({ from: id, to: provider.id, words, isTold: returns });
      }
    }
    const made = parts.find((part) => part.type === 'tool-call');
    messages = [...messages, assistantMessage(parts), { role: 'tool', content: [{ type: 'tool-result', id: made?.id ?? '', content: `noon for ${provider.id}` }] }];
    heard.push(provider.id);
  }
});
