import { ProviderError, type ExtraInit, type Model, type ModelInfo } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import type { Endpoint } from './endpoint.ts';

interface Entry {
  readonly [key: string]: unknown;
}

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);
const textsIn = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

/** Models of other trades, which OpenAI and others list among the rest. */
const otherTrade = /embed|whisper|(^|[-/])tts|dall-e|moderation|transcri|realtime|(^|[-/])sora|rerank|[-/](image|audio)|^(davinci|babbage)-|guard/i;

/** Tells a model that one can chat with: by what the list says (Together, Mistral, Fireworks), else by its name. */
function isChat({ id, type, capabilities, supports_chat: chats }: Entry): boolean {
  if (typeof type === 'string' && ['embedding', 'image', 'audio', 'rerank', 'moderation', 'transcribe', 'video'].includes(type)) return false;
  if (chats === false || (isEntry(capabilities) && capabilities['completion_chat'] === false)) return false;
  return !otherTrade.test(String(id));
}

/** Tokens: under one name at OpenRouter, Together, Fireworks and xAI, and others at Groq, Mistral, vLLM, llama.cpp and GitHub. */
function contextOf(entry: Entry): number | undefined {
  const { meta, limits } = entry;
  const named = [
    ...['context_length', 'context_window', 'max_context_length', 'max_model_len'].map((key) => entry[key]),
    isEntry(meta) ? (meta['n_ctx'] ?? meta['n_ctx_train']) : undefined,
    isEntry(limits) ? limits['max_input_tokens'] : undefined,
  ];
  return named.find((value): value is number => typeof value === 'number' && value > 0);
}

const said = (list: readonly unknown[] | undefined, ...words: readonly string[]): boolean | undefined => list && words.some((word) => list.includes(word));
const yes = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** What the list says that a model can do; what it does not say stays undeclared. */
function flagsOf({ architecture, supported_parameters: parameters, supported_input_modalities: modalities, capabilities, supports_image_input: sees, supports_tools: calls }: Entry): Omit<ModelInfo, 'id'> {
  const inputs = textsIn(modalities) ?? (isEntry(architecture) ? textsIn(architecture['input_modalities']) : undefined);
  const takes = textsIn(parameters);
  const can = isEntry(capabilities) ? capabilities : {};
  const listed = textsIn(capabilities);
  const flags = {
    supportsImages: said(inputs, 'image') ?? yes(can['vision']) ?? yes(sees),
    supportsFiles: takes === undefined ? undefined : said(inputs, 'file'),
    supportsTools: said(takes, 'tools') ?? said(listed, 'tool-calling') ?? yes(can['function_calling']) ?? yes(calls),
    supportsStructuredOutput: said(takes, 'structured_outputs'),
    supportsReasoning: said(takes, 'reasoning') ?? said(listed, 'reasoning') ?? yes(can['reasoning']),
  };
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}

/** llama.cpp lists its model twice: what it can do stands beside the other name. */
function llamaFlags(id: unknown, others: readonly unknown[]): Omit<ModelInfo, 'id'> {
  const twin = others.find((other) => isEntry(other) && (other['model'] === id || other['name'] === id));
  const listed = isEntry(twin) ? textsIn(twin['capabilities']) : undefined;
  return listed === undefined ? {} : { supportsImages: listed.includes('multimodal') };
}

function readModel(entry: Entry, others: readonly unknown[]): Model {
  const contextWindow = contextOf(entry);
  const known = { ...llamaFlags(entry['id'], others), ...flagsOf(entry), ...(contextWindow !== undefined && { contextWindow }) };
  return Object.keys(known).length === 0 ? String(entry['id']) : { id: String(entry['id']), ...known };
}

/**
 * Asks a service which models one can chat with, and what its list says about them.
 *
 * @param owner what the list must name as their owner, where a port may be anybody's
 * @throws ProviderError `upstream` for what is no list of models
 */
export async function listModels(endpoint: Endpoint, init: ExtraInit, owner?: string): Promise<readonly Model[]> {
  await using session = new StreamSession(endpoint.session(init));
  const response = await session.get(endpoint.models);
  await response.raiseForStatus();
  const answer = await response.json();
  const list: unknown = isEntry(answer) ? answer['data'] : answer;
  if (!Array.isArray(list)) throw new ProviderError('the service answered with what is no list of models', { code: 'upstream' });
  const entries = list.filter((entry): entry is Entry => isEntry(entry) && typeof entry['id'] === 'string' && entry['id'] !== '');
  if (owner !== undefined && !entries.some((entry) => entry['owned_by'] === owner)) throw new ProviderError(`the models listed there are not those of ${owner}`, { code: 'upstream' });
  const others = isEntry(answer) ? (textsIn(answer['models']) ?? []) : [];
  return entries.filter(isChat).map((entry) => readModel(entry, others));
}
