import type { Strings } from '../strings.ts';

export const chat: Strings['chat'] = {
  title: 'Чат',
};
