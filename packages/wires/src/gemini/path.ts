import { ProviderError } from '@g4f/core';

/** What a path of this wire says: the model, and whether the answer is streamed. */
export interface GeminiPath {
  readonly model: string;
  readonly isStream: boolean;
}

const pattern = /\/((?:models|tunedModels)\/[^/:?]+|[^/:?]+):(generateContent|streamGenerateContent)(?:\?|$)/;

/**
 * Writes the path of a request, below the version: this wire says the model and whether to stream in the address, not in the body.
 *
 * @throws ProviderError `invalid-request` for the name of a model that would lead to another address
 * @example
 * encodeGeminiPath({ model: 'gemini-2.5-flash', isStream: true }); // 'models/gemini-2.5-flash:streamGenerateContent?alt=sse'
 */
export function encodeGeminiPath({ model, isStream }: GeminiPath): string {
  const segments = (model.includes('/') ? model : `models/${model}`).split('/');
  if (segments.some((segment) => /^\.{0,2}$/.test(segment))) throw new ProviderError(`${JSON.stringify(model)} is no name of a model`, { code: 'invalid-request' });
  return `${segments.map(encodeURIComponent).join('/')}:${isStream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`;
}

/**
 * Reads the path of a request, for who answers one: what it says goes into the body as `model` and `stream` before that is parsed.
 *
 * @example
 * parseGeminiPath('/v1beta/models/gemini-2.5-flash:generateContent'); // { model: 'gemini-2.5-flash', isStream: false }
 */
export function parseGeminiPath(path: string): GeminiPath | undefined {
  const [, name, method] = pattern.exec(path) ?? [];
  if (name === undefined) return undefined;
  try {
    return { model: decodeURIComponent(name).replace(/^models\//, ''), isStream: method === 'streamGenerateContent' };
  } catch {
    return undefined;
  }
}
