/** What the encoders write is what OpenAI's own client sends and reads. Checked by `tsc`; never run. */
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ChatWire } from '../chat-wire.ts';
import { encodeOpenaiChat, openaiChat } from '../openai-chat.ts';

const body = encodeOpenaiChat({ model: 'gpt-4.1-nano', messages: [{ role: 'user', content: 'Hi' }] }, { provider: 'openai' }, { maxTokensField: 'max_completion_tokens' });
body satisfies ChatCompletionCreateParamsStreaming;
openaiChat satisfies ChatWire;

// @ts-expect-error a field that no service has
encodeOpenaiChat({ model: 'm', messages: [] }, { provider: 'p' }, { maxTokensField: 'max_output_tokens' });
// @ts-expect-error who asks is needed
encodeOpenaiChat({ model: 'm', messages: [] }, {});
