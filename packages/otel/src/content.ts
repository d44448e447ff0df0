import type { ChatRequest, ContentPart, Message, Part } from '@g4f/core';
import type { Attributes } from '@opentelemetry/api';

// The shapes of messages and their parts. https://github.com/open-telemetry/semantic-conventions/tree/v1.41.0/docs/gen-ai, gen-ai-*-messages.json
interface Json {
  readonly [key: string]: unknown;
}

/** Bytes are not kept: a span is no place for a film. */
function dataOf(modality: string | undefined, data: Uint8Array | URL | undefined, mediaType: string | undefined): Json {
  const common = { modality, mime_type: mediaType };
  return data instanceof URL && data.protocol !== 'data:' ? { type: 'uri', ...common, uri: data.href } : { type: 'omitted', ...common };
}

function partOf(part: ContentPart): Json {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { type: part.type, content: part.text };
    case 'image':
      return dataOf('image', part.data, part.mediaType);
    case 'file':
      return dataOf('document', part.data, part.mediaType);
    case 'tool-call':
      return { type: 'tool_call', id: part.id, name: part.name, arguments: part.arguments };
    case 'tool-result':
      return { type: 'tool_call_response', id: part.id, response: part.content };
    default:
      return part satisfies never;
  }
}

const messageOf = ({ role, content }: Message): Json => ({ role, parts: typeof content === 'string' ? [{ type: 'text', content }] : content.map(partOf) });

/** What a request says to the model: its messages, the system's among them, and its tools. */
export function inputOf({ messages, tools }: ChatRequest): Attributes {
  return {
    'gen_ai.input.messages': JSON.stringify(messages.map(messageOf)),
    'gen_ai.tool.definitions': tools && JSON.stringify(tools.map((tool) => ({ type: 'function', ...tool }))),
  };
}

/** Gathers what a model says. */
export interface OutputRecorder {
  readonly note: (part: Part) => void;
  readonly attributes: (finishReason: string) => Attributes;
}

/** Starts to gather an answer: texts that follow each other become one part. */
export function recordOutput(): OutputRecorder {
  const parts: { readonly type: string; content?: string; readonly [key: string]: unknown }[] = [];
  return {
    note(part) {
      if (part.type === 'text' || part.type === 'reasoning') {
        const last = parts.at(-1);
        if (last?.type === part.type) last.content = `${last.content ?? ''}${part.text}`;
        else parts.push({ type: part.type, content: part.text });
      } else if (part.type === 'tool-call') parts.push({ type: 'tool_call', id: part.id, name: part.name, arguments: part.arguments });
      else if (part.type === 'file') parts.push({ type: 'omitted', mime_type: part.mediaType });
    },
    attributes: (finishReason) => ({ 'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', parts, finish_reason: finishReason }]) }),
  };
}
