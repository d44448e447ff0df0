import type Anthropic from '@anthropic-ai/sdk';
import { expectTypeOf } from 'vitest';
import { anthropicMessages } from '../anthropic-messages.ts';
import type { ChatWire } from '../chat-wire.ts';
import type { AnswerBlock, BlockEvent } from './answer-events.ts';
import type { RequestBlock, RequestMessage } from './blocks.ts';
import type { emptyMessage } from './encoder.ts';
import type { encodeError } from './errors.ts';
import type { AnthropicThinking } from './options.ts';
import type { SettledSettings } from './settle-settings.ts';
import type { writeUsage } from './usage.ts';

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

// What we write is what Anthropic's own client may send and expects.
expectTypeOf<Mutable<RequestBlock>>().toExtend<Anthropic.ContentBlockParam>();
expectTypeOf<RequestMessage['role']>().toExtend<Anthropic.MessageParam['role']>();
expectTypeOf<Mutable<NonNullable<SettledSettings['fields']['tool_choice']>>>().toExtend<Anthropic.ToolChoice>();
expectTypeOf<SettledSettings['fields']['max_tokens']>().toExtend<Anthropic.MessageCreateParams['max_tokens']>();
expectTypeOf<AnthropicThinking['type']>().toEqualTypeOf<Anthropic.ThinkingConfigParam['type']>();
expectTypeOf<AnswerBlock['type']>().toExtend<Anthropic.ContentBlock['type']>();
expectTypeOf<BlockEvent['type']>().toExtend<Anthropic.RawMessageStreamEvent['type']>();
expectTypeOf<keyof Anthropic.Message>().toEqualTypeOf<keyof ReturnType<typeof emptyMessage>>();
expectTypeOf<keyof Anthropic.Usage>().toEqualTypeOf<keyof ReturnType<typeof emptyMessage>['usage']>();
expectTypeOf<ReturnType<typeof writeUsage>>().toExtend<Anthropic.MessageDeltaUsage>();
expectTypeOf<keyof Anthropic.ErrorResponse>().toEqualTypeOf<keyof ReturnType<typeof encodeError>>();

expectTypeOf(anthropicMessages).toExtend<ChatWire>();
expectTypeOf(anthropicMessages.name).toEqualTypeOf<'anthropic-messages'>();
