export type { AuthorRequest } from './check-request.ts';
export { createClock, type Clock } from './clock.ts';
export { assistantMessage } from './assistant-message.ts';
export { isContent } from './content.ts';
export { defaultDeadlines, resolveDeadlines, timeoutMessage, type DeadlineName } from './deadlines.ts';
export { defineProvider, type AuthorExtras, type DefineOptions, type Only, type StreamFunction } from './define-provider.ts';
export { codeForStatus, errorCodes, type ErrorCode } from './error-codes.ts';
export { flags, type Flag, type ProviderFlags } from './flags.ts';
export type { AuthorInit, Deadlines, DispatcherLike, ExtraInit, ResolvedDeadlines, RunInit, Stage } from './init.ts';
export {
  roles,
  type ContentPart,
  type FileContent,
  type ImageContent,
  type Message,
  type ProviderMetadata,
  type ReasoningContent,
  type Role,
  type TextContent,
  type ToolCallContent,
  type ToolResultContent,
} from './message.ts';
export { partBatches, partsFrom, type Batched, type PartBatches } from './part-batches.ts';
export type {
  Chunk,
  FilePart,
  FinishPart,
  FinishReason,
  Part,
  ReasoningPart,
  SourcePart,
  TextPart,
  ToolCallDeltaPart,
  ToolCallPart,
  Usage,
  UsagePart,
  WarningPart,
} from './part.ts';
export {
  contract,
  type AsyncGeneratorProvider,
  type Model,
  type ModelId,
  type ModelInfo,
  type Plugin,
  type ProviderExtras,
  type ProviderInfo,
  type WireAnswer,
  type WireRelay,
} from './provider.ts';
export { listsModel, modelId, modelInfo } from './models.ts';
export { needsOf, type Need } from './needs.ts';
export { isProviderError, ProviderError, type ProviderErrorInit } from './provider-error.ts';
export { settings, type ChatRequest, type ProviderOptions, type Setting, type Tool } from './request.ts';
export { createRedact, credentialsOf } from './redact.ts';
export { flagOf, supports } from './supports.ts';
