import { expect, test } from 'vitest';
import { createGateway } from './index.ts';

const gateway = createGateway();
const told = async (path: string): Promise<string> => {
  const response = await gateway.fetch(new Request(`http://localhost${path}`, { method: 'POST', body: '{}' }));
  expect(response.status).toBe(404);
  return ((await response.json()) as { readonly error: { readonly message: string } }).error.message;
};

test('a client whose base URL lacks /v1, or has it twice, is told so', async () => {
  expect(await told('/chat/completions')).toContain('must end in /v1');
  expect(await told('/responses')).toContain('must end in /v1');
  expect(await told('/v1/v1/messages')).toContain('must end before /v1');
  expect(await told('/v1/embeddings')).toContain('GET / lists what is there');
  expect(await told('/v1/v1/nothing')).toContain('GET / lists what is there');
});
