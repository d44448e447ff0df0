/** What the encoder writes is what OpenAI's own client sends. Checked by `tsc`; never run. */
import type { ResponseCreateParamsStreaming, ResponseInputItem } from 'openai/resources/responses/responses';
import type { ChatWire } from '../chat-wire.ts';
import { encodeOpenaiResponses, openaiResponses, type OpenaiResponsesItem, type OpenaiResponsesReasoning } from '../openai-responses.ts';

const { input, ...rest } = encodeOpenaiResponses({ model: 'gpt-4.1-nano', messages: [{ role: 'user', content: 'Hi' }] }, { provider: 'openai' });
rest satisfies ResponseCreateParamsStreaming;
openaiResponses satisfies ChatWire;

// The client's type of reasoning has its id always; the service wants it only for what it stores.
declare const item: Exclude<OpenaiResponsesItem, OpenaiResponsesReasoning> | (OpenaiResponsesReasoning & { readonly id: string });
item satisfies ResponseInputItem;
input satisfies OpenaiResponsesItem[];

// @ts-expect-error who asks is needed
encodeOpenaiResponses({ model: 'm', messages: [] }, {});
