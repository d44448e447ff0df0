import { languageOf } from '../strings/language.ts';
import { useSettings, type Settings } from './settings.ts';

function show({ theme, language }: Settings): void {
  const { documentElement } = document;
  if (theme === 'system') delete documentElement.dataset['theme'];
  else documentElement.dataset['theme'] = theme;
  documentElement.lang = languageOf(language);
}

/** Has the document go by the settings, now and whenever they change. */
export function followSettings(): void {
  show(useSettings.getState());
  useSettings.subscribe(show);
}
