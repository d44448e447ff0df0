import type { Strings } from '../strings.ts';

export const operate: Strings['operate'] = {
  title: 'Управление',
};
