import { isProviderError, type AsyncGeneratorProvider } from '@g4f/core';
import { aibnEndpoints, createGateway } from '@g4f/gateway';
import { serve } from '@g4f/gateway/node';
import { createAibn } from '@g4f/provider-aibn';
import { watched } from './watched.ts';

/** What the demonstration needs of the world. */
export interface DemoWorld {
  /** The model behind the gateway. */
  readonly model: AsyncGeneratorProvider;
  /** Takes text as it comes, for people to read. */
  readonly write: (text: string) => void;
}

/** What Aibn's own client signed with. */
const secret = 'undefined';
/** What the first example asked, and the same in the language of the embedded model. */
const questions = ['Привет, как дела?', 'Hello, how are you?'] as const;

const wordsOf = (error: unknown): string => (isProviderError(error) ? error.message : String(error));

/**
 * Puts a model behind a gateway, and asks it over Aibn's protocol: with the right secret, and with another.
 *
 * @returns whether the first was answered and the second refused
 */
export async function runDemo({ model, write }: DemoWorld): Promise<boolean> {
  const print = (line: string): void => write(`${line}\n`);
  const endpoints = aibnEndpoints({ secret }).map((endpoint) => (endpoint.path === '/api/generate' ? watched(endpoint, secret, print) : endpoint));
  await using server = await serve(createGateway({ providers: [model], endpoints }), { port: 0 });
  print(`gateway: ${server.url}, and behind it ${model.id}`);

  const aibn = createAibn({ baseURL: server.url, secret, timeUnit: 's' });
  print(`client: createAibn({ baseURL: '${server.url}', secret: '${secret}', timeUnit: 's' })`);
  for (const content of questions) {
    print(`\nclient: asks "${content}"`);
    let pieces = 0;
    try {
      for await (const chunk of aibn.createAsyncGenerator({ model: 'gpt-3.5-turbo', messages: [{ role: 'user', content }] })) write(pieces++ === 0 ? `  answer: ${chunk}` : chunk);
    } catch (error) {
      print(`${pieces === 0 ? '' : '\n'}  the round trip failed: ${wordsOf(error)}`);
      return false;
    }
    print(`\n  (streamed in ${pieces} pieces)`);
  }

  print("\nclient: asks with the secret 'forged'");
  try {
    await createAibn({ baseURL: server.url, secret: 'forged', timeUnit: 's' }).createAsync({ messages: [{ role: 'user', content: questions[0] }] });
  } catch (error) {
    print(`  refused: ${wordsOf(error)}`);
    return isProviderError(error) && error.code === 'unauthorized';
  }
  print('  it was answered, which it should not have been');
  return false;
}
