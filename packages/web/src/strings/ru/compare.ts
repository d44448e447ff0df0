import type { Strings } from '../strings.ts';

export const compare: Strings['compare'] = {
  title: 'Сравнение',
};
