import type { Strings } from '../strings.ts';

export const registry: Strings['registry'] = {
  title: 'Реестр',
};
