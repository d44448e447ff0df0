import { roles, type ContentPart, type Message } from './message.ts';
import { listsModel, modelId } from './models.ts';
import { needsOf } from './needs.ts';
import type { WarningPart } from './part.ts';
import type { ProviderInfo } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { settings, type ChatRequest, type Setting } from './request.ts';
import { flagOf } from './supports.ts';

/** A request as an author gets it: checked, the model settled, no content missing. */
export type AuthorRequest = ChatRequest & { readonly model: string };

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (from: number, to = Infinity) => (value: unknown) => typeof value === 'number' && value >= from && value <= to;
const isObject = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;
const isOneOf = (...words: readonly string[]) => (value: unknown) => isText(value) && words.includes(value);
const isWhole = (from: number) => (value: unknown) => Number.isSafeInteger(value) && Number(value) >= from;

/** The shape of each content part. Data from JavaScript and JSON comes in here: types prove nothing yet. */
const partShapes: { readonly [T in ContentPart['type']]: { readonly [key: string]: (value: unknown) => boolean } } = {
  text: { text: isText },
  image: { data: (value) => value instanceof Uint8Array || value instanceof URL },
  file: { data: (value) => value === undefined || value instanceof Uint8Array || value instanceof URL, mediaType: isText },
  reasoning: { text: isText },
  'tool-call': { id: isText, name: isText, arguments: isText },
  'tool-result': { id: isText, content: isText },
};

/** The shape of each setting, and what to say of another. */
const settingShapes: readonly (readonly [keyof ChatRequest, (value: unknown) => boolean, string])[] = [
  ['temperature', isNumber(0), 'a number from 0 up'],
  ['topP', isNumber(0, 1), 'a number from 0 to 1'],
  ['maxTokens', isWhole(1), 'a whole number from 1 up'],
  ['seed', Number.isSafeInteger, 'a whole number'],
  ['stop', (value) => Array.isArray(value) && value.every((word) => isText(word) && word !== ''), 'an array of texts, none of them empty'],
  ['reasoningEffort', isOneOf('low', 'medium', 'high'), 'low, medium or high'],
  ['responseFormat', (value) => isObject(value) && value['type'] === 'json' && (value['schema'] === undefined || isObject(value['schema'])), "{ type: 'json', schema?, name? }, or left out for free text"],
  ['toolChoice', (value) => isOneOf('auto', 'none', 'required')(value) || (isObject(value) && isText(value['name'])), "'auto', 'none', 'required' or { name }"],
  ['tools', (value) => Array.isArray(value) && value.every((tool: Tool | null) => isText(tool?.name) && typeof tool.parameters === 'object'), 'an array of { name, parameters }'],
];
type Tool = Partial<NonNullable<ChatRequest['tools']>[number]>;

function invalid(what: string): never {
  throw new ProviderError(what, { code: 'invalid-request' });
}

function checkPart(part: ContentPart, where: string): void {
  const type: unknown = typeof part === 'object' && (part as ContentPart | null) !== null ? part.type : invalid(`${where} is not an object with a type`);
  if (typeof type !== 'string' || !Object.hasOwn(partShapes, type)) {
    throw new ProviderError(`${where} is of the unknown type ${JSON.stringify(type)}`, { code: 'unsupported' });
  }
  for (const [key, fits] of Object.entries(partShapes[part.type])) {
    if (!fits(Reflect.get(part, key))) invalid(`${where}.${key} is missing or of the wrong type`);
  }
}

/** Content may be null in JSON that other clients wrote: it is empty text here. */
function checkMessage(message: Message, index: number): Message {
  if (typeof message !== 'object' || (message as Message | null) === null) invalid(`messages[${index}] is not an object`);
  if (!roles.includes(message.role)) invalid(`messages[${index}].role must be one of ${roles.join(', ')}`);
  const content = message.content as Message['content'] | null | undefined;
  if (content === null || content === undefined) return { ...message, content: '' };
  if (typeof content === 'string') return message;
  if (!Array.isArray(content)) invalid(`messages[${index}].content must be a text or an array of parts`);
  content.forEach((part: ContentPart, at) => {
    checkPart(part, `messages[${index}].content[${at}]`);
  });
  return message;
}

/** A call that must be made needs a tool that it can be made of: no wire could say it without. */
function checkToolChoice({ toolChoice, tools = [] }: ChatRequest): void {
  if (toolChoice === 'required' && tools.length === 0) invalid("toolChoice is 'required', and there are no tools: give some, or leave it out");
  if (typeof toolChoice !== 'object' || tools.some(({ name }) => name === toolChoice.name)) return;
  invalid(`toolChoice names ${JSON.stringify(toolChoice.name)}, which is none of the tools`);
}

/** The id that a name stands for: an alias, `id/model` with this provider's own id, or the name itself. */
function settleModel(info: ProviderInfo, asked: string | undefined): string {
  const [first] = info.models;
  if (asked === undefined) return modelId(first);
  if (typeof asked !== 'string' || asked === '') invalid('model must be a text that is not empty');
  const isOwn = !listsModel(info, asked) && asked.startsWith(`${info.id}/`);
  const name = isOwn ? asked.slice(info.id.length + 1) : asked;
  return info.aliases !== undefined && Object.hasOwn(info.aliases, name) ? (info.aliases[name] ?? name) : name;
}

/**
 * Checks a request against what a provider declares, before anything is sent.
 *
 * @throws ProviderError `invalid-request` for the caller's mistakes, `unsupported` for what this provider cannot carry
 */
export function checkRequest(info: ProviderInfo, request: ChatRequest): AuthorRequest {
  if (typeof request !== 'object' || !Array.isArray(request.messages)) invalid('the request must be an object with an array of messages');
  if (request.messages.length === 0) invalid('messages is empty: give at least one');
  const messages = request.messages.map(checkMessage);
  for (const [name, fits, words] of settingShapes) {
    if (request[name] !== undefined && !fits(request[name])) invalid(`${name} must be ${words}`);
  }
  checkToolChoice(request);
  const checked = { ...request, messages, model: settleModel(info, request.model) };
  for (const { flag, what } of needsOf(checked)) {
    if (flagOf(info, checked.model, flag) === true) continue;
    throw new ProviderError(`${checked.model} cannot take ${what} (${flag}); choose a provider that declares it`, { code: 'unsupported' });
  }
  return checked;
}

/** A warning for each setting that is asked for and not carried. */
export function warningsFor(request: ChatRequest, carried: readonly Setting[]): readonly WarningPart[] {
  return settings
    .filter((setting) => request[setting] !== undefined && !carried.includes(setting))
    .map((setting) => ({ type: 'warning', setting, message: `${setting} is not carried by this provider and has no effect` }));
}
