import type { ChatRequest, ContentPart } from '@g4f/core';
import { requirementsOf } from '@g4f/registry';
import { countTokens } from './tokenizer.ts';

/** What a picture comes to at most, after the service has made it smaller: https://platform.claude.com/docs/en/build-with-claude/vision */
const perImage = 1_600;
/** What a page of a PDF comes to; nobody here knows how many it has: https://platform.claude.com/docs/en/build-with-claude/pdf-support */
const perDocument = 2_250;

const mediaTokens = (part: ContentPart): number => (part.type === 'image' ? perImage : part.type === 'file' && !isTextFile(part) ? perDocument : 0);

const isTextFile = (part: ContentPart): part is ContentPart & { readonly data: Uint8Array } => part.type === 'file' && part.data instanceof Uint8Array && /^text\/|^application\/json/.test(part.mediaType);

/** Estimates the tokens of all that a request sends, whatever the model. */
export async function estimateInput(request: ChatRequest, signal: AbortSignal): Promise<number> {
  const parts = request.messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
  const texts = parts.filter(isTextFile).map(({ data }) => new TextDecoder().decode(data));
  // What counts of a request, and what it costs beside its texts, is known elsewhere: here the texts are only gathered.
  const { inputTokens } = requirementsOf(request, {
    countTokens(text) {
      texts.push(text);
      return 0;
    },
  });
  return inputTokens + parts.reduce((sum, part) => sum + mediaTokens(part), 0) + (await countTokens(texts, signal));
}
