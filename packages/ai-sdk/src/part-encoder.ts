import type { LanguageModelV3StreamPart, SharedV3ProviderMetadata, SharedV3Warning } from '@ai-sdk/provider';
import type { FinishPart, Part, ProviderMetadata, ReasoningPart, TextPart, ToolCallDeltaPart, UsagePart, WarningPart } from '@g4f/core';
import { encodeUsage } from './encode-usage.ts';

/** Writes the parts of one answer in the SDK's words. */
export interface PartEncoder {
  readonly push: (part: Part) => readonly LanguageModelV3StreamPart[];
}

/** What the SDK calls our settings. */
const settingNames: { readonly [setting: string]: string } = { maxTokens: 'maxOutputTokens', stop: 'stopSequences', reasoningEffort: 'reasoning' };

/** Writes a warning. */
export function encodeWarning({ setting, message }: WarningPart): SharedV3Warning {
  return { type: 'unsupported', feature: (Object.hasOwn(settingNames, setting) ? settingNames[setting] : undefined) ?? setting, details: message };
}

/** What goes with the end of every answer: who gave it. */
export interface EncoderContext {
  /** The id of the provider. */
  readonly provider: string;
}

/** Ours is by provider as theirs is, and is handed back as it is; a provider keeps there what JSON can hold. */
const sdkMetadata = (metadata: ProviderMetadata | undefined): { readonly providerMetadata?: SharedV3ProviderMetadata } =>
  metadata === undefined ? {} : { providerMetadata: metadata as SharedV3ProviderMetadata };

/** Makes the encoder of one answer. */
export function createPartEncoder({ provider }: EncoderContext): PartEncoder {
  let blocks = 0;
  let open: { readonly type: 'text' | 'reasoning'; readonly id: string } | undefined;
  const started = new Set<string>();
  let usage: UsagePart | undefined;
  /** The SDK takes warnings at the start of a stream alone. */
  const late: WarningPart[] = [];

  const close = (metadata?: ProviderMetadata): LanguageModelV3StreamPart[] => {
    if (open === undefined) return [];
    const { type, id } = open;
    open = undefined;
    return [{ type: `${type}-end`, id, ...sdkMetadata(metadata) }];
  };

  const prose = ({ type, text, metadata }: TextPart | ReasoningPart): LanguageModelV3StreamPart[] => {
    const out: LanguageModelV3StreamPart[] = [];
    if (open?.type !== type) {
      out.push(...close());
      open = { type, id: String(blocks++) };
      out.push({ type: `${type}-start`, id: open.id });
    }
    if (text !== '') out.push({ type: `${type}-delta`, id: open.id, delta: text });
    return metadata === undefined ? out : [...out, ...close(metadata)];
  };

  const toolInput = ({ id, name = '', arguments: delta }: ToolCallDeltaPart): LanguageModelV3StreamPart[] => {
    const out: LanguageModelV3StreamPart[] = started.has(id) ? [] : [{ type: 'tool-input-start', id, toolName: name }];
    started.add(id);
    return delta === '' ? out : [...out, { type: 'tool-input-delta', id, delta }];
  };

  const end = ({ reason, raw, model }: FinishPart): LanguageModelV3StreamPart[] => [
    ...close(),
    ...(model === undefined ? [] : [{ type: 'response-metadata', modelId: model } as const]),
    {
      type: 'finish',
      // An `other` without a word of upstream's stands for an answer that nobody knows the end of; ours is known to have ended.
      finishReason: { unified: reason, raw: raw ?? (reason === 'other' ? reason : undefined) },
      usage: encodeUsage(usage),
      providerMetadata: { g4f: { provider, ...(late.length === 0 ? {} : { warnings: late.map(({ setting, message }) => ({ setting, message })) }) } },
    },
  ];

  return {
    push(part) {
      switch (part.type) {
        case 'text':
        case 'reasoning':
          return prose(part);
        case 'tool-call-delta':
          return [...close(), ...toolInput(part)];
        case 'tool-call': {
          const { id, name, arguments: input, metadata } = part;
          const ended: LanguageModelV3StreamPart[] = started.delete(id) ? [{ type: 'tool-input-end', id }] : [];
          return [...close(), ...ended, { type: 'tool-call', toolCallId: id, toolName: name, input, ...sdkMetadata(metadata) }];
        }
        case 'file':
          return [...close(), { type: 'file', mediaType: part.mediaType, data: part.data }];
        case 'source':
          return [{ type: 'source', sourceType: 'url', id: part.url, url: part.url, ...(part.title === undefined ? {} : { title: part.title }) }];
        case 'warning':
          late.push(part);
          return [];
        case 'usage':
          usage = part;
          return [];
        case 'finish':
          return end(part);
        default:
          part satisfies never; // the union is open: a newer core may say more
          return [];
      }
    },
  };
}
