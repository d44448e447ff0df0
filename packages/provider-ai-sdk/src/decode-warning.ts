import type { WarningPart } from '@g4f/core';
import { isLoose } from './loose.ts';

/** What the SDK calls our settings. */
const settingNames: { readonly [name: string]: string } = { maxOutputTokens: 'maxTokens', stopSequences: 'stop', reasoning: 'reasoningEffort' };

const firstText = (...values: readonly unknown[]): string | undefined => values.find((value) => typeof value === 'string');

/** Reads a warning: of a `setting` or a `tool` in v2, of a `feature` since. */
export function decodeWarning(warning: unknown): WarningPart[] {
  if (!isLoose(warning)) return [];
  const { type, setting, feature, tool, details, message } = warning;
  const toolName = isLoose(tool) ? firstText(tool['name']) : undefined;
  const name = firstText(feature, setting, toolName && `tool ${toolName}`) ?? 'request';
  const words = firstText(message, details) ?? `${name} is ${type === 'compatibility' ? 'carried in another way' : 'not supported by this model'}`;
  return [{ type: 'warning', setting: settingNames[name] ?? name, message: words }];
}
