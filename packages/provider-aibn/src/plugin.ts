import type { Plugin } from '@g4f/core';
import { createAibn } from './create-aibn.ts';

/** The deployment at `AIBN_BASE_URL`, set up by `AIBN_SECRET`, `AIBN_PASS` and `AIBN_TIME_UNIT` (`s` or `ms`). */
const plugin = (({ AIBN_BASE_URL: baseURL, AIBN_SECRET: secret, AIBN_PASS: pass, AIBN_TIME_UNIT: unit }) => {
  if (unit !== undefined && unit !== 's' && unit !== 'ms') throw new TypeError('AIBN_TIME_UNIT must be s or ms');
  // An empty secret is what an unset one becomes in current builds; an empty address or password is none.
  return createAibn({ baseURL: baseURL === '' ? undefined : baseURL, secret, pass: pass === '' ? undefined : pass, timeUnit: unit });
}) satisfies Plugin;

export default plugin;
