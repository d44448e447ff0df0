import type { ChatRequest, WireAnswer } from '@g4f/core';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import type { Candidate } from '../chat/candidates.ts';

/** The wire that a provider offers whose service counts. */
const wire = 'anthropic-count-tokens';
/** What of a request is counted. */
const counted = ['model', 'messages', 'system', 'tools', 'tool_choice', 'thinking', 'output_config', 'cache_control'];
/** Milliseconds that a number may take: then an estimate will do. */
const patience = 10_000;
/** Bytes of an answer that is a number. */
const mostAnswer = 65_536;

async function readNumber({ status, body }: WireAnswer): Promise<number | undefined> {
  const utf8 = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += utf8.decode(bytes, { stream: true });
    if (text.length > mostAnswer) return undefined;
  }
  if (status !== 200) return undefined;
  const answer: unknown = JSON.parse(text);
  const tokens: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'input_tokens') : undefined;
  return typeof tokens === 'number' ? tokens : undefined;
}

/** Asks a provider whose service counts. Gives nothing where it has no such service, or that does not answer: an estimate will do. */
export async function askUpstream({ provider, model }: Candidate, request: ChatRequest, signal: AbortSignal): Promise<number | undefined> {
  const { wires = {} } = provider;
  const send = Object.hasOwn(wires, wire) ? wires[wire] : undefined;
  if (send === undefined) return undefined;
  try {
    const body = anthropicMessages.encodeRequest({ ...request, model }, { provider: provider.id });
    return await readNumber(await send(Object.fromEntries(Object.entries(body).filter(([field]) => counted.includes(field))), { signal, timeout: patience }));
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}
