import { expect, test } from 'vitest';
import { scripted } from '../../test/scripted.ts';
import { createGateway } from '../index.ts';

const text = { text: 'Hi' };
/** The same mistake in the words of each wire. */
const bodies = [
  ['/v1/chat/completions', (role: string) => ({ model: 'small', messages: [{ role, content: 'Hi' }] })],
  ['/v1/responses', (role: string) => ({ model: 'small', input: [{ role, content: 'Hi' }] })],
  ['/v1/messages', (role: string) => ({ model: 'small', max_tokens: 9, messages: [{ role, content: 'Hi' }] })],
  ['/v1beta/models/small:generateContent', (role: string) => ({ contents: [{ role, parts: [text] }] })],
] as const;

test.each(bodies)('a role that nobody knows is refused at once, by its name, and nobody is asked: %s', async (path, bodyOf) => {
  const { provider, asked } = scripted('one', ['Hello']);
  const gateway = createGateway({ providers: [provider] });
  const post = (role: string): Promise<Response> => gateway.fetch(new Request(`http://localhost${path}`, { method: 'POST', body: JSON.stringify(bodyOf(role)) }));
  expect((await post('user')).status).toBe(200);
  for (const role of ['root', 'User', '__proto__', '']) {
    const response = await post(role);
    expect([role, response.status, await response.text()]).toEqual([role, 400, expect.stringMatching(/role/)]);
  }
  expect(asked).toHaveLength(1);
});
