import { defineProvider, ProviderError } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import { messageText } from '@g4f/wires';

/** How Parrot is reached. */
export interface ParrotOptions {
  /** @default 'https://parrot.example' */
  readonly baseURL?: string | undefined;
  /** For calls that bring none in `apiKeys.parrot`. @default none */
  readonly apiKey?: string | undefined;
}

/**
 * A service that takes the conversation as JSON and answers in lines: `+ text`, and at the end `.`, or `! what went wrong`.
 * Deadlines, abort, cleanup, checks of the input and the codes of errors are core's work.
 */
export const createParrot = ({ baseURL = 'https://parrot.example', apiKey }: ParrotOptions = {}) =>
  defineProvider(
    { id: 'parrot', url: baseURL, models: ['grey', 'macaw'], working: true, needsAuth: true, supportsMessageHistory: true, supportsSystemMessage: true },
    async function* ({ model, messages }, init) {
      const key = init.apiKey ?? apiKey ?? '';
      if (key === '') throw new ProviderError('no key: set PARROT_API_KEY, or give `apiKey`', { code: 'unauthorized' });
      await using session = new StreamSession(init);
      const conversation = messages.map(({ role, content }) => ({ role, content: messageText(content) }));
      const response = await session.post(`${baseURL}/talk`, { json: { model, conversation }, headers: { authorization: `Bearer ${key}` } });
      await response.raiseForStatus();
      for await (const line of response.iterLines()) {
        if (line === '.') return;
        if (line.startsWith('! ')) throw new ProviderError(`it broke off: ${line.slice(2)}`, { code: 'upstream' });
        if (line.startsWith('+ ')) yield JSON.parse(line.slice(2)) as string;
      }
      throw new ProviderError('the answer ended without its last line', { code: 'interrupted' });
    },
    { secrets: [apiKey] },
  );
