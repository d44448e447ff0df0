import { testAnswers, testRequests } from '../../test/round-trip.ts';
import { openaiResponses } from './openai-responses.ts';

const context = { provider: 'openai' };

testAnswers(openaiResponses, context);
testRequests(openaiResponses, context, ['temperature', 'topP', 'maxTokens', 'reasoningEffort', 'toolChoice']);
