import type { ChatRequest, Tool } from '@g4f/core';
import type { Field } from './field.ts';
import type { AnthropicMessagesOptions, AnthropicThinking } from './options.ts';

/** Anthropic's own tools have dated types: what they do, only its service and models know. */
function parseTool(tool: Field): Tool {
  const type = tool.get('type');
  if (type.isThere && type.text() !== 'custom') type.refuse(`${JSON.stringify(type.text())} is a tool of Anthropic's own, which cannot be carried here: define a tool with an input_schema`);
  const description = tool.get('description');
  return { name: tool.get('name').text(), ...(description.isThere && { description: description.text() }), parameters: tool.get('input_schema').object() };
}

function parseToolChoice(choice: Field): ChatRequest['toolChoice'] {
  switch (choice.get('type').oneOf(['auto', 'any', 'tool', 'none'])) {
    case 'auto':
      return 'auto';
    case 'any':
      return 'required';
    case 'none':
      return 'none';
    case 'tool':
      return { name: choice.get('name').text() };
  }
}

function parseThinking(thinking: Field): AnthropicThinking {
  const type = thinking.get('type').oneOf(['adaptive', 'enabled', 'disabled', 'between_tools']);
  if (type === 'disabled' || type === 'between_tools') return { type };
  const display = thinking.get('display');
  const known = (['summarized', 'omitted'] as const).find((word) => display.isThere && display.text() === word);
  const shown = known === undefined ? {} : { display: known }; // there are more, in betas
  return type === 'adaptive' ? { type, ...shown } : { type, budget_tokens: thinking.get('budget_tokens').number(), ...shown };
}

/** What other providers are asked for, where thinking is asked for in this wire's words. */
function effortFor({ effort, thinking }: AnthropicMessagesOptions): ChatRequest['reasoningEffort'] {
  if (effort !== undefined) return effort === 'low' || effort === 'medium' ? effort : 'high';
  if (thinking?.type !== 'enabled') return undefined;
  return thinking.budget_tokens < 4_096 ? 'low' : thinking.budget_tokens < 16_384 ? 'medium' : 'high';
}

function parseFormat(format: Field): ChatRequest['responseFormat'] {
  format.get('type').oneOf(['json_schema']);
  return { type: 'json', schema: format.get('schema').object() };
}

/** Gives what `read` makes of a field that is there. */
const given = <T>(field: Field, read: (field: Field) => T): T | undefined => (field.isThere ? read(field) : undefined);

/** What only the service's own servers do: to pass over it would change what is asked. */
const refused = ['container', 'mcp_servers'] as const;

const isEmpty = (field: Field): boolean => !field.isThere || (!field.isText && field.path === 'mcp_servers' && field.items().length === 0);

/** Everything in a body but its model, messages and system prompt. Hints such as `cache_control` and `service_tier` are passed over. */
export function parseSettings(body: Field): Omit<ChatRequest, 'messages' | 'model'> {
  for (const key of refused) {
    const field = body.get(key);
    if (!isEmpty(field)) field.refuse("is for Anthropic's own servers and cannot be carried here");
  }
  const config = body.get('output_config');
  const own: AnthropicMessagesOptions = {
    thinking: given(body.get('thinking'), parseThinking),
    effort: config.isThere ? given(config.get('effort'), (field) => field.oneOf(['low', 'medium', 'high', 'xhigh', 'max'])) : undefined,
  };
  const isAsked = own.thinking !== undefined || own.effort !== undefined;
  const format = [body.get('output_format'), ...(config.isThere ? [config.get('format')] : [])].find(({ isThere }) => isThere);
  const maxTokens = body.get('max_tokens');
  if (!Number.isSafeInteger(maxTokens.number()) || maxTokens.number() < 1) maxTokens.fail('must be a whole number from 1 up');
  const settings = {
    maxTokens: maxTokens.number(),
    temperature: given(body.get('temperature'), (field) => field.number()),
    topP: given(body.get('top_p'), (field) => field.number()),
    stop: given(body.get('stop_sequences'), (field) => field.items().map((item) => item.text())),
    tools: given(body.get('tools'), (field) => field.items().map(parseTool)),
    toolChoice: given(body.get('tool_choice'), parseToolChoice),
    reasoningEffort: effortFor(own),
    responseFormat: given(format ?? body.get('output_format'), parseFormat),
    options: isAsked ? { anthropic: own } : undefined,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
