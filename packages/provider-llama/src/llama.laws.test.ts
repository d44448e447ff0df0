import { localScenario, testProvider } from '@g4f/testkit';
import { afterAll, describe, test } from 'vitest';
import { modelAtHand } from '../test/model-at-hand.ts';
import { closeLlama } from './close-llama.ts';
import { createLlama } from './llama.ts';

const { path, absent } = await modelAtHand();

afterAll(closeLlama);

// One provider for all laws: each would load the model for itself.
const llama = createLlama({ model: path, contextSize: 256 });
if (absent === undefined) testProvider(() => llama, localScenario({ prompt: 'What is the capital of France?' }));
else describe('the laws, kept by llama', () => test.skip(`all of them (skipped: ${absent})`, () => {}));
