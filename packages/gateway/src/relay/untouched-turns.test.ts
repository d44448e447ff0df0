import Anthropic from '@anthropic-ai/sdk';
import { fallback } from '@g4f/registry/routes';
import { answer } from '@g4f/testkit/servers';
import { describe, expect, test } from 'vitest';
import { serveProviders } from '../../test/serve-providers.ts';
import { kinds, listenKind } from '../../test/upstreams.ts';

/** Of a model that refuses a conversation in which anything before its thinking was changed. */
const messages: Anthropic.MessageParam[] = [
  { role: 'user', content: [{ type: 'text', text: 'Weather in “Zürich” & Bern?\n\n  ' }, { type: 'text', text: '\u2028 <b>two</b> spaces  here' }] },
  {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'Two cities.\n\n1. Zürich\n2. Bern ', signature: 'EqQBCkYIBxgCKkBh+/sig==' },
      { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix/LafPsn4a==' },
      { type: 'text', text: 'Let me look. ' },
      { type: 'tool_use', id: 'toolu_01A', name: 'weather', input: { city: 'Zürich', days: 2, exact: false, more: { a: [1.5, null] } } },
      { type: 'tool_use', id: 'toolu_01B', name: 'weather', input: {} },
    ],
  },
  { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_01A', content: [{ type: 'text', text: '12 °C' }] }, { type: 'tool_result', tool_use_id: 'toolu_01B', content: 'no such city', is_error: true }, { type: 'text', text: 'And tomorrow?' }] },
  { role: 'assistant', content: [{ type: 'thinking', thinking: '', signature: 'c2lnbmVkIGFuZCBlbXB0eQ==' }, { type: 'text', text: 'Rain.' }] },
  { role: 'user', content: 'Thanks' },
];
const params = {
  model: 'small',
  max_tokens: 2_000,
  thinking: { type: 'enabled', budget_tokens: 1_024 },
  tools: [{ name: 'weather', input_schema: { type: 'object' } }],
  messages,
} as const satisfies Anthropic.MessageCreateParams;

describe('turns before a thinking block', () => {
  test.each(['small', 'anthropic/small'])("reach Anthropic's service as the client wrote them, with all else that it asks for (%s)", async (model) => {
    await using upstream = await listenKind(kinds.anthropic, answer(['Hi']));
    await using served = await serveProviders([kinds.anthropic.provide(upstream.url)]);
    const asked = { ...params, model, system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }], metadata: { user_id: 'u' }, context_management: { edits: [] } };
    for (const stream of [true, false]) {
      const response = await fetch(`${served.url}/v1/messages`, { method: 'POST', headers: { 'anthropic-version': '2023-06-01' }, body: JSON.stringify({ ...asked, stream }) });
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Hi')]);
      // Byte for byte but for the model's name.
      expect(upstream.calls.at(-1)?.body).toBe(JSON.stringify({ ...asked, model: 'small', stream }));
    }
  });

  test('are the same where a route has them written anew', async () => {
    await using upstream = await listenKind(kinds.anthropic, answer(['Hi']));
    await using served = await serveProviders([fallback([kinds.anthropic.provide(upstream.url)], { id: 'main' })]);
    const client = new Anthropic({ baseURL: served.url, apiKey: 'any', maxRetries: 0 });
    await client.messages.stream(params).finalMessage();
    const { messages: sent } = JSON.parse(upstream.calls[0]?.body ?? '') as Anthropic.MessageCreateParams;
    // A result of one text is that text: the service takes both for the same.
    expect(JSON.stringify(sent)).toBe(JSON.stringify(messages).replace('[{"type":"text","text":"12 °C"}]', '"12 °C"'));
  });
});
