import { defineProvider } from '@g4f/core';
import { encodeChatgptDemo } from '@g4f/wires';
import { aibnScenario, testProvider } from '@g4f/testkit';
import { afterAll, describe } from 'vitest';
import { hasEngine, trustTestCertificate } from '../../test/engine.ts';
import { closePools, StreamSession } from '../index.ts';

trustTestCertificate();
afterAll(closePools);

describe.skipIf(!hasEngine)('on the TLS of Chrome 107', () => {
  testProvider(
    ({ baseURL, key }) =>
      defineProvider(
        { id: 'imitating', url: baseURL, models: ['small'], working: true, supportsMessageHistory: true, supportsSystemMessage: true },
        async function* ({ messages }, init) {
          await using session = new StreamSession({ impersonate: 'chrome107', ...init });
          const response = await session.post(`${baseURL}/api/generate`, { json: await encodeChatgptDemo({ messages, time: Date.now(), secret: key }) });
          await response.raiseForStatus();
          yield* response.iterText();
        },
        { secrets: [undefined] },
      ),
    aibnScenario({ tls: true }),
    { skip: { 'notices cuts': 'the engine waits for the end of an answer that says its length, so that nothing comes of one that is cut' } },
  );
});
