/** How a model is told how much to think: by a level, by a budget in tokens, or not at all. */
export type GeminiThinking = 'level' | 'budget' | 'none';

/** Gemini 1 and 2.0, which do not think. `gemini-pro` without a number was 1.0. */
const early = /^gemini-(?:1[.-]|2\.0|pro$|pro-vision$)|^gemini-robotics-er-1\.5/;
const second = /^gemini-2[.-]/;
/** Models of the later generations that speak or draw only, and think no more than those. */
const thoughtless = /-(?:tts|native-audio|live)\b|^gemini-2\.5-(?:flash-image|computer-use)/;

const bare = (model: string): string => model.slice(model.lastIndexOf('/') + 1).toLowerCase();

/**
 * Tells how a model takes `thinkingConfig`. One that is newer than this table is taken to be like the newest that it knows, and so is
 * an alias such as `gemini-flash-latest`; a model that is no Gemini is told nothing.
 *
 * @see https://ai.google.dev/gemini-api/docs/thinking
 * @example
 * geminiThinking('gemini-2.5-flash'); // 'budget'
 */
export function geminiThinking(model: string): GeminiThinking {
  const name = bare(model);
  if (!name.startsWith('gemini-') || early.test(name) || thoughtless.test(name)) return 'none';
  return second.test(name) ? 'budget' : 'level';
}

/** Tells whether a model refuses a function call in its history that has no thought signature: those from Gemini 3 on. */
export function wantsSignatures(model: string): boolean {
  const name = bare(model);
  return name.startsWith('gemini-') && !early.test(name) && !second.test(name);
}
