export { chatgptDemoFailure, createChatgptDemoAnswer, type ChatgptDemoAnswer, type ChatgptDemoEnding } from './chatgpt-demo/answer-decoder.ts';
export { encodeChatgptDemo, type ChatgptDemoBody, type ChatgptDemoRequest } from './chatgpt-demo/encode-request.ts';
export { chatgptDemoRefusal, chatgptDemoRefusals, type ChatgptDemoRefusal } from './chatgpt-demo/refusals.ts';
export { signChatgptDemo, type SignedFields } from './chatgpt-demo/sign.ts';
export { parseChatgptDemo, verifyChatgptDemo, type ChatgptDemoGate, type ParsedChatgptDemoRequest } from './chatgpt-demo/verify-request.ts';
export { createLineDecoder, type LineDecoding } from './line-decoder.ts';
export { looksLikeHtml } from './looks-like-html.ts';
export { messageText } from './message-text.ts';
export { createTextDecoder, type TextDecoding } from './text-decoder.ts';
