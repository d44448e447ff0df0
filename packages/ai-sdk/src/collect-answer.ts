import { APICallError, type LanguageModelV3Content, type LanguageModelV3GenerateResult, type LanguageModelV3StreamPart, type SharedV3ProviderMetadata, type SharedV3Warning } from '@ai-sdk/provider';
import type { StartedAnswer } from './start-answer.ts';
import { toSdkError } from './to-sdk-error.ts';

interface Prose {
  readonly type: 'text' | 'reasoning';
  readonly text: string;
  readonly providerMetadata?: SharedV3ProviderMetadata;
}

async function* everyPart({ provider, encoder, first, parts }: StartedAnswer): AsyncGenerator<LanguageModelV3StreamPart, void, undefined> {
  yield* first;
  try {
    for await (const part of parts) yield* encoder.push(part);
  } catch (error) {
    throw toSdkError(error, provider.url);
  }
}

/**
 * Waits for the whole answer.
 *
 * @throws APICallError for a failure, also one after content
 */
export async function collectAnswer(answer: StartedAnswer): Promise<LanguageModelV3GenerateResult> {
  const content: LanguageModelV3Content[] = [];
  let warnings: SharedV3Warning[] = [];
  let modelId: string | undefined;
  let block: Prose = { type: 'text', text: '' };
  for await (const part of everyPart(answer)) {
    switch (part.type) {
      case 'stream-start':
        warnings = part.warnings;
        break;
      case 'text-start':
      case 'reasoning-start':
        block = { type: part.type === 'text-start' ? 'text' : 'reasoning', text: '' };
        break;
      case 'text-delta':
      case 'reasoning-delta':
        block = { ...block, text: block.text + part.delta };
        break;
      case 'text-end':
      case 'reasoning-end':
        content.push(part.providerMetadata === undefined ? block : { ...block, providerMetadata: part.providerMetadata });
        break;
      case 'tool-call':
      case 'file':
      case 'source':
        content.push(part);
        break;
      case 'response-metadata':
        modelId = part.modelId;
        break;
      case 'finish': {
        const { finishReason, usage, providerMetadata = {} } = part;
        return { content, finishReason, usage, providerMetadata, warnings, response: modelId === undefined ? {} : { modelId } };
      }
      default: // pieces of what comes whole
    }
  }
  throw new APICallError({ message: `${answer.provider.id}: the answer ended without a finish`, url: answer.provider.url, requestBodyValues: {}, isRetryable: false });
}
