import type { Difference, OutcomeField } from './difference.ts';

const counts = ['inputTokens', 'outputTokens', 'cachedInputTokens', 'cacheWriteTokens', 'reasoningTokens'] as const;

/** Where what ours reads off a stream differs from what the AI SDK's providers read. */
export const streamDifferences: readonly Difference<OutcomeField>[] = [
  {
    places: counts,
    holds: (ours, theirs) => ours === undefined && theirs === 0,
    ours: 'absent',
    theirs: '0',
    why: 'A count that the service did not send is unknown. The Messages wire has zeros of servers that do not count, so its zeros are unknown too.',
  },
  {
    wire: 'openai-chat',
    places: ['outputTokens'],
    shownBy: ['vercel-xai-reasoning', 'vercel-xai-reasoning-apart', 'vercel-xai-tool-call'],
    holds: (ours, theirs) => Number(ours) > Number(theirs),
    ours: 'with reasoning',
    theirs: 'without it',
    why: 'xAI leaves reasoning out of `completion_tokens`, as its total tells; output counts reasoning everywhere else, and is billed so.',
  },
  {
    wire: 'anthropic-messages',
    places: ['serverCalls'],
    shownBy: [
      'vercel-advisor-stop-reasons',
      'vercel-code-execution-20260120-prompt-cache',
      'vercel-mcp',
      'vercel-programmatic-tool-calling-1',
      'vercel-tool-search-regex-1',
      'vercel-web-fetch-tool',
      'vercel-web-search-tool',
    ],
    holds: (ours) => Array.isArray(ours) && ours.length === 0,
    ours: 'passed over',
    theirs: 'calls with results, marked',
    why: 'A call that the service runs itself waits for nobody. Nothing in the contract could hand it back, so our own requests ask for no such tool.',
  },
  {
    wire: 'anthropic-messages',
    places: ['sources'],
    shownBy: ['vercel-web-search-tool'],
    ours: 'what the text cites',
    theirs: 'all that the search found',
    why: 'A source is where the answer says that it has something from.',
  },
  {
    wire: 'anthropic-messages',
    places: ['ending'],
    shownBy: ['vercel-refusal', 'vercel-advisor-stop-reasons'],
    holds: (ours) => ours === 'error',
    ours: 'the error `unsupported`',
    theirs: 'success without content',
    why: 'The answer was withheld before it began. An error lets a route ask the next provider; it names the stop reason.',
  },
  {
    wire: 'anthropic-messages',
    places: ['inputTokens', 'cachedInputTokens'],
    shownBy: ['llama-cpp-killed', 'vercel-spliced-message-start'],
    holds: (ours, theirs) => typeof ours === 'number' && theirs === undefined,
    ours: 'known at once',
    theirs: 'with the finish alone',
    why: 'What `message_start` counts is paid for, also where the answer then fails.',
  },
];
