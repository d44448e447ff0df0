import { useSettings } from '../shell/settings.ts';
import { en } from './en/index.ts';
import { languageOf } from './language.ts';
import { ru } from './ru/index.ts';
import type { Strings } from './strings.ts';

/** The texts of the page in the language that was chosen. */
export function useStrings(): Strings {
  return useSettings((settings) => languageOf(settings.language)) === 'ru' ? ru : en;
}
