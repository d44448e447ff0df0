import type { WarningPart } from '@g4f/core';

type Loose = { readonly [key: string]: unknown };

/** What the SDK calls our settings. */
const settingNames: { readonly [name: string]: string } = { maxOutputTokens: 'maxTokens', stopSequences: 'stop', reasoning: 'reasoningEffort' };

const firstText = (...values: readonly unknown[]): string | undefined => values.find((value) => typeof value === 'string');

/** Reads a warning: of a `setting` or a `tool` in v2, of a `feature` since. */
export function decodeWarning(warning: unknown): WarningPart[] {
  if (typeof warning !== 'object' || warning === null) return [];
  const { type, setting, feature, tool, details, message } = warning as Loose;
  const toolName = typeof tool === 'object' && tool !== null ? firstText((tool as Loose)['name']) : undefined;
  const name = firstText(feature, setting, toolName && `tool ${toolName}`) ?? 'request';
  const words = firstText(message, details) ?? `${name} is ${type === 'compatibility' ? 'carried in another way' : 'not supported by this model'}`;
  return [{ type: 'warning', setting: settingNames[name] ?? name, message: words }];
}
