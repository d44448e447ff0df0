import type { Difference } from './difference.ts';

/** Where ours and the AI SDK's providers end an answer differently that broke off. The tests of faults hold both sides to it. */
export const faultDifferences: readonly Difference<string>[] = [
  {
    wire: 'anthropic-messages',
    places: ['a body that ends early'],
    ours: 'the error `interrupted`, or `upstream` before content',
    theirs: 'the finish reason `interrupted`, or no finish at all',
    why: 'What is cut off is no answer. An error cannot be taken for one, and before content a route asks the next provider.',
  },
  {
    wire: 'gemini',
    places: ['a body that ends early'],
    ours: 'the error `interrupted`, or `empty` before content',
    theirs: 'the finish reason `interrupted`',
    why: 'As on the Messages wire.',
  },
  {
    wire: 'anthropic-messages',
    places: ['a stop reason without message_stop'],
    ours: 'a whole answer',
    theirs: 'the finish reason `interrupted`',
    why: 'Nothing of an answer comes after its stop reason, and some servers and proxies leave the last event out.',
  },
  {
    places: ['silence'],
    ours: 'the error `timeout`',
    theirs: 'waits until it is aborted',
    why: 'A provider keeps its deadlines itself.',
  },
];
