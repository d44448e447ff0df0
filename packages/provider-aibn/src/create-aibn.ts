import { defineProvider, ProviderError, type AuthorRequest, type Part } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import { chatgptDemoRefusal, chatgptDemoRefusals, createChatgptDemoAnswer, encodeChatgptDemo, type ChatgptDemoRefusal } from '@g4f/wires';

/** Where the first deployment was, until October 2023. */
export const aibnURL = 'https://aibn.cc';

/** One deployment of chatgpt-demo. */
export interface AibnOptions<Id extends string = string> {
  /** Without `/api/generate`. @default 'https://aibn.cc', which no longer answers */
  readonly baseURL?: string | undefined;
  /** `PUBLIC_SECRET_KEY` of the deployment. @default both values that an unset one can have: one is tried, then the other, and what fits is remembered */
  readonly secret?: string | undefined;
  /** `SITE_PASSWORD`. @default none */
  readonly pass?: string | undefined;
  /** The unit of `time`. @default 's' for aibn.cc, 'ms' elsewhere */
  readonly timeUnit?: 's' | 'ms' | undefined;
  /** Messages that the deployment takes, system messages apart; earlier ones are left out with a warning. @default all */
  readonly maxHistory?: number | undefined;
  /** @default 'aibn' */
  readonly id?: Id | undefined;
  /** Milliseconds since the epoch, to sign by. @default Date.now */
  readonly now?: (() => number) | undefined;
}

const cures: { readonly [R in ChatgptDemoRefusal]: string } = {
  input: 'send a message with text',
  password: 'set `pass` (AIBN_PASS)',
  signature: 'set `secret` (AIBN_SECRET), or `timeUnit` (AIBN_TIME_UNIT) if the service checks the time',
};

/** A refusal of the deployment's own, in its words. */
function refused(refusal: ChatgptDemoRefusal, status: number): ProviderError {
  const { text, code } = chatgptDemoRefusals[refusal];
  return new ProviderError(`the service answered "${text}": ${cures[refusal]}`, { code, status });
}

/** The last `most` turns, system messages apart. */
function lastTurns(messages: AuthorRequest['messages'], most: number): AuthorRequest['messages'] {
  if (messages.length <= most) return messages;
  const kept = new Set(messages.filter(({ role }) => role !== 'system').slice(-most));
  return messages.filter((message) => message.role === 'system' || kept.has(message));
}

/**
 * Makes a provider of a chatgpt-demo deployment, of which aibn.cc was one.
 *
 * @throws TypeError for a `baseURL` that is not an address
 * @example
 * const mine = createAibn({ baseURL: 'https://chat.example.com', pass: 'sesame' });
 */
export function createAibn<const Id extends string = 'aibn'>({ baseURL = aibnURL, secret, pass, timeUnit, maxHistory = Infinity, id, now = Date.now }: AibnOptions<Id> = {}) {
  const isFirst = new URL(baseURL).hostname === new URL(aibnURL).hostname;
  const address = `${baseURL.replace(/\/+$/, '')}/api/generate`;
  const unit = timeUnit ?? (isFirst ? 's' : 'ms');
  let secrets = secret === undefined ? (isFirst ? ['undefined', ''] : ['', 'undefined']) : [secret];

  return defineProvider(
    {
      // What is inferred where no id is given.
      id: id ?? ('aibn' as Id),
      url: baseURL,
      models: ['gpt-3.5-turbo'],
      working: !isFirst,
      supportsMessageHistory: true,
      supportsSystemMessage: true,
      supportsGpt35Turbo: true,
    },
    async function* ({ messages: all, temperature }, init) {
      const messages = lastTurns(all, maxHistory);
      const left = all.length - messages.length;
      if (left > 0) yield { type: 'warning', setting: 'maxHistory', message: `the first ${left} messages were left out` } satisfies Part;
      for (const key of secrets) {
        const time = unit === 's' ? Math.floor(now() / 1_000) : now();
        await using session = new StreamSession({ impersonate: { browser: 'chrome107', tls: 'preferred' }, ...init });
        const response = await session.post(address, { json: await encodeChatgptDemo({ messages, time, secret: key, pass, temperature }) });
        let refusal = await response.raiseForStatus(chatgptDemoRefusal);
        if (refusal === undefined) {
          const answer = createChatgptDemoAnswer();
          for await (const text of response.iterText()) yield answer.push(text);
          const ending = answer.end();
          if (ending.type === 'failed') throw new ProviderError('the model behind the service broke off', { code: 'interrupted' });
          if (ending.type === 'clean') {
            yield ending.text;
            secrets = [key, ...secrets.filter((other) => other !== key)];
            return;
          }
          refusal = ending.refusal;
        }
        if (refusal !== 'signature' || key === secrets.at(-1)) throw refused(refusal, response.status);
      }
    },
    { settings: ['temperature'], deadlines: { total: 120_000 }, secrets: [pass, secret === 'undefined' ? undefined : secret] },
  );
}

/** The first deployment. It is dead: `working` is false, so selection leaves it out; it can still be called on purpose. */
export const aibn = createAibn();
