import { isProviderError, type AsyncGeneratorProvider, type ChatRequest, type ErrorCode } from '@g4f/core';
import { argumentsOf, emptyDraft, type Outcome } from './outcome.ts';

/** What one of our providers makes of an answer; of one that failed the code of the error besides, and its words. */
export async function askOurs(provider: AsyncGeneratorProvider, request: ChatRequest): Promise<Outcome & { readonly code?: ErrorCode; readonly message?: string }> {
  const draft = emptyDraft();
  try {
    for await (const part of provider.createPartGenerator(request, { proxy: '' })) {
      if (part.type === 'text') draft.text += part.text;
      else if (part.type === 'reasoning') draft.reasoning += part.text;
      else if (part.type === 'tool-call') draft.calls = [...draft.calls, { id: part.id, name: part.name, arguments: argumentsOf(part.arguments) }];
      else if (part.type === 'source') draft.sources = [...draft.sources, part.url];
      else if (part.type === 'usage') Object.assign(draft, part.usage);
      else if (part.type === 'finish') draft.ending = part.reason;
    }
    return draft;
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return { ...draft, ending: 'error', code: error.code, message: error.message };
  }
}
