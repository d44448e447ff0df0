import type { Part } from '@g4f/core';
import { chatgptDemoFailure, chatgptDemoRefusals, parseChatgptDemo, verifyChatgptDemo, type ChatgptDemoRefusal, type WireEncoder } from '@g4f/wires';
import { openaiChat } from '@g4f/wires/openai-chat';
import { answerChat } from '../chat/answer-chat.ts';
import type { Endpoint } from '../endpoint.ts';
import type { GatewayAnswer } from '../exchange.ts';
import { readJson } from '../read-json.ts';
import { aibnError, orFailure, refuse } from './aibn-answer.ts';
import type { AibnOptions } from './aibn-options.ts';
import { callerOf } from './caller-of.ts';

const refusal = (name: ChatgptDemoRefusal): GatewayAnswer => refuse(chatgptDemoRefusals[name].status, `${chatgptDemoRefusals[name].text}.`);

const textOf = (part: Part): string => (part.type === 'text' ? part.text : '');

/** Text and nothing else. An answer that broke off ends in the words by which clients know that. */
const encoder: WireEncoder = { part: textOf, end: () => '', error: () => chatgptDemoFailure };

/**
 * `POST /api/generate`: what chatgpt-demo's front ends and Aibn's clients ask. The checks are those of a current build, in its order:
 * messages, password, signature.
 */
export function generateEndpoint({ secret = '', passwords = [], model }: AibnOptions): Endpoint {
  return {
    method: 'POST',
    path: '/api/generate',
    isOpen: true, // It asks itself, for the key stands in the body.
    errorBody: aibnError,
    handle: (call, context) =>
      orFailure(async () => {
        const { value } = await readJson(call.request, context.maxBody);
        const asked = parseChatgptDemo(value);
        if (asked === undefined) return refusal('input');
        const caller = await callerOf(call.request, asked.pass, context);
        if (caller === undefined) return refusal('password');
        const refused = await verifyChatgptDemo(asked, { secret, passwords: context.access.hasKeys ? [] : passwords });
        if (refused !== undefined) return refusal(refused);
        // Its messages are those that it sends on to OpenAI.
        const { request } = openaiChat.parseRequest({ model, messages: asked.messages, temperature: asked.temperature });
        const whole = (parts: readonly Part[]): string => parts.map(textOf).join('');
        return answerChat({ ...call, caller }, context, { request, isStream: true, encoder, whole, contentType: 'text/plain; charset=utf-8', comment: '' });
      }),
  };
}
