import type { ProviderError } from '@g4f/core';
import { encodeOpenaiChatError } from '@g4f/wires/openai-chat';
import type { GatewayAnswer } from '../exchange.ts';
import { failureAnswer, failureOf, isOurs } from '../failure.ts';

/** As deployments say it; whoever reads the protocol decides by nothing but the status. */
const contentType = 'text/plain;charset=UTF-8';

/** A failure as deployments forward it: OpenAI's own shape. */
export const aibnError = (error: ProviderError): string => JSON.stringify(encodeOpenaiChatError(error));

/** Writes a refusal of the gateway's own. */
export function refuse(status: number, message: string): GatewayAnswer {
  return { status, headers: { 'content-type': contentType }, body: JSON.stringify({ error: { message } }) };
}

/** Answers, and writes what fails as deployments do. What is the gateway's own fault is thrown on: somebody is told. */
export async function orFailure(answer: () => Promise<GatewayAnswer>): Promise<GatewayAnswer> {
  try {
    return await answer();
  } catch (error) {
    if (isOurs(error)) throw error;
    const failure = failureAnswer(failureOf(error), aibnError);
    return { ...failure, headers: { ...failure.headers, 'content-type': contentType } };
  }
}
