import type { SupportedUrls } from './language-model.ts';

/** Whom a prompt is for. */
export interface PromptContext {
  /** The id of our provider: what is kept under it, the SDK's model gave, and gets back. */
  readonly id: string;
  /** What the SDK calls the provider. */
  readonly optionsName: string;
  readonly isBeforeV4: boolean;
  readonly supportsReasoning: boolean;
  readonly supportedUrls: SupportedUrls;
}
