/** The languages of the page. */
export type Language = 'en' | 'ru';

/** The language to show: the one that was chosen, or the first of the browser's that the page has. */
export function languageOf(chosen: Language | 'system'): Language {
  if (chosen !== 'system') return chosen;
  return navigator.languages.map((each) => each.slice(0, 2)).find((each): each is Language => each === 'en' || each === 'ru') ?? 'en';
}
