export { encodeSse, encodeSseComment } from './sse/encode-sse.ts';
export { createSseDecoder, type SseDecoderOptions, type SseDecoding } from './sse/sse-decoder.ts';
export type { SseEvent } from './sse/sse-event.ts';
