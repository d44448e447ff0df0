export { aibn, aibnURL, createAibn, type AibnOptions } from './create-aibn.ts';
