import * as ai7 from 'ai';
import * as ai6 from 'ai-6';

/** What the tests use of the SDK, in the words of version 7. Both take the models; where they differ in names, the differences are here. */
export const sdks = [
  {
    name: 'AI SDK 7',
    sdk: ai7,
    stepCount: ai7.isStepCount,
    everyPart: (result: object): AsyncIterable<{ readonly type: string }> => newer(result).stream,
    uiStream: (result: object) => ai7.toUIMessageStream({ stream: newer(result).stream, sendSources: true }),
  },
  {
    name: 'AI SDK 6',
    sdk: ai6 as unknown as typeof ai7,
    stepCount: ai6.stepCountIs as unknown as typeof ai7.isStepCount,
    everyPart: (result: object): AsyncIterable<{ readonly type: string }> => older(result).fullStream,
    uiStream: (result: object) => older(result).toUIMessageStream({ sendSources: true }) as ReturnType<typeof ai7.toUIMessageStream>,
  },
];

const newer = (result: object) => result as ReturnType<typeof ai7.streamText>;
const older = (result: object) => result as ReturnType<typeof ai6.streamText>;
