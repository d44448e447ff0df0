import type { LanguageModelV3StreamPart } from '@ai-sdk/provider';
import type { StartedAnswer } from './start-answer.ts';
import { toSdkError } from './to-sdk-error.ts';

/**
 * Streams an answer at the reader's pace. A failure is an `error` part with no `finish` behind it; the caller's abort errors the stream
 * with its reason.
 */
export function streamAnswer({ provider, encoder, first, parts }: StartedAnswer, signal: AbortSignal | undefined): ReadableStream<LanguageModelV3StreamPart> {
  return new ReadableStream<LanguageModelV3StreamPart>(
    {
      start(controller) {
        for (const part of first) controller.enqueue(part);
      },
      async pull(controller) {
        try {
          // A pull that brings nothing is not repeated.
          for (let count = 0; count === 0; ) {
            const result = await parts.next();
            if (result.done === true) {
              controller.close();
              return;
            }
            for (const part of encoder.push(result.value)) {
              controller.enqueue(part);
              count++;
            }
          }
        } catch (error) {
          if (signal?.aborted === true && error === signal.reason) {
            controller.error(error);
            return;
          }
          controller.enqueue({ type: 'error', error: toSdkError(error, provider.url) });
          controller.close();
        }
      },
      async cancel() {
        await parts.return();
      },
    },
    { highWaterMark: 0 },
  );
}
