import { expect, test } from 'vitest';
import { encodeChatgptDemo, parseChatgptDemo, signChatgptDemo, verifyChatgptDemo } from '../index.ts';

const secret = 'shared';
const asked = { messages: [{ role: 'user', content: 'Привет' }], time: 1696118400000, secret } as const;

async function judge(body: unknown, passwords?: string[]): Promise<string | undefined> {
  const request = parseChatgptDemo(JSON.parse(JSON.stringify(body)));
  return request === undefined ? 'input' : verifyChatgptDemo(request, { secret, passwords });
}

test('lets pass what the encoder wrote', async () => {
  const body = await encodeChatgptDemo({ ...asked, temperature: 0.5 });
  expect(await judge(body)).toBeUndefined();
  expect(parseChatgptDemo(body)).toEqual({ ...body, temperature: 0.5 });
});

test.each([null, 'text', 7, {}, { messages: 'no' }, { messages: [] }])('finds no input in %j', async (body) => {
  expect(await judge(body)).toBe('input');
});

test('wants one of its passwords, before it looks at the signature', async () => {
  const passwords = ['one', 'two'];
  expect(await judge(await encodeChatgptDemo({ ...asked, pass: 'two' }), passwords)).toBeUndefined();
  for (const pass of [null, '', 'on', 'one,two', 'twoo']) {
    expect(await judge({ ...(await encodeChatgptDemo({ ...asked, pass })), sign: '' }, passwords)).toBe('password');
  }
});

test('refuses a signature that is wrong, absent or in upper case', async () => {
  const body = await encodeChatgptDemo(asked);
  const other = await encodeChatgptDemo({ ...asked, secret: 'other' });
  for (const sign of [other.sign, body.sign.toUpperCase(), '', undefined, 7]) expect(await judge({ ...body, sign })).toBe('signature');
  expect(await judge({ ...body, time: 'soon' })).toBe('signature');
});

test('takes content as a template literal would', async () => {
  const sign = await signChatgptDemo({ time: 1, content: '[object Object]', secret });
  expect(await judge({ messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }], time: 1, sign })).toBeUndefined();
  expect(await judge({ messages: ['text'], time: 1, sign: await signChatgptDemo({ time: 1, content: 'undefined', secret }) })).toBeUndefined();
});
