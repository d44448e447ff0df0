import { expect, test } from 'vitest';
import { loadEngine } from './load-engine.ts';

test('says how to install the engine where it is missing', async () => {
  const cause = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
  await expect(loadEngine({ gpu: false, threads: 1 }, () => Promise.reject(cause))).rejects.toMatchObject({
    code: 'missing-dependency',
    message: expect.stringContaining('npm install node-llama-cpp'),
    cause,
  });
});
