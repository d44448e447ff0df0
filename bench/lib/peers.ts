import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { ChatOpenAI } from '@langchain/openai';
import { streamText } from 'ai';
import { igniteModel, logger, Message } from 'multi-llm-ts';
import OpenAI from 'openai';

/** Another client of the same wire, as its own documentation uses it to stream text. */
export interface Peer {
  readonly key: string;
  readonly name: string;
  /** So many times less than it ours must take. @default it is only told */
  readonly times?: number;
  readonly read: () => AsyncIterable<string>;
}

const prompt = 'Hi';
const apiKey = 'key';

/** The peers of a chat client, over one address. */
export function chatPeers({ baseURL, model }: { readonly baseURL: string; readonly model: string }): readonly Peer[] {
  const openai = new OpenAI({ baseURL, apiKey });
  const sdk = createOpenAICompatible({ name: 'bench', baseURL, apiKey })(model);
  const langchain = new ChatOpenAI({ model, apiKey, configuration: { baseURL } });
  logger.disable(); // it prints a line a request
  const multi = igniteModel('openai', model, { apiKey, baseURL });
  return [
    {
      key: 'openai',
      name: 'openai',
      times: 4,
      async *read() {
        for await (const { choices } of await openai.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }], stream: true })) yield choices[0]?.delta.content ?? '';
      },
    },
    { key: 'ai-sdk', name: 'streamText of ai', times: 15, read: () => streamText({ model: sdk, prompt }).textStream },
    {
      key: 'langchain',
      name: '@langchain/openai',
      async *read() {
        for await (const { text } of await langchain.stream(prompt)) yield text;
      },
    },
    {
      key: 'multi-llm-ts',
      name: 'multi-llm-ts',
      async *read() {
        for await (const chunk of multi.generate([new Message('user', prompt)])) if (chunk.type === 'content') yield chunk.text;
      },
    },
  ];
}
