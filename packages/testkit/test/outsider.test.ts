import { defineProvider } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import { testProvider, wireScenario } from '@g4f/testkit';
import type { Wire } from '@g4f/testkit/servers';

// The provider under test.
const createMine = ({ baseURL, apiKey }: { baseURL: string; apiKey: string }) =>
  defineProvider(
    { id: 'mine', url: baseURL, models: ['small'], working: true, supportsMessageHistory: true },
    async function* ({ messages }, init) {
      await using session = new StreamSession(init);
      const turns = messages.map(({ role, content }) => ({ role, text: typeof content === 'string' ? content : content.map((part) => (part.type === 'text' ? part.text : '')).join('') }));
      const response = await session.post(`${baseURL}/chat`, { json: { turns }, headers: { authorization: `Bearer ${apiKey}` } });
      await response.raiseForStatus();
      for await (const { data } of response.iterEvents()) yield JSON.parse(data) as string;
    },
    { secrets: [apiKey] },
  );

// How its upstream speaks: what it reads, and what it writes for each part of an answer.
const wire: Wire = {
  carries: ['text'],
  headers: { 'content-type': 'text/event-stream' },
  read: (body) => (JSON.parse(body) as { turns: { role: string; text: string }[] }).turns.map(({ role, text }) => ({ role, content: text })),
  encoder: () => ({ part: (part) => (part.type === 'text' ? `data: ${JSON.stringify(part.text)}\n\n` : '') }),
};

testProvider(({ baseURL, key }) => createMine({ baseURL, apiKey: key }), wireScenario(wire));
