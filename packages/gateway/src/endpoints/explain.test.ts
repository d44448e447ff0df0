import { defineProvider } from '@g4f/core';
import { createHealth } from '@g4f/registry/routes';
import { describe, expect, test } from 'vitest';
import { scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';
import { createAccess } from '../access/create-access.ts';

const plain = defineProvider({ id: 'plain', url: 'https://plain.example', models: ['small', { id: 'long', contextWindow: 100_000 }], working: true, supportsSystemMessage: true }, async function* () {
  yield 'Hi';
});
const dead = defineProvider({ id: 'dead', url: 'https://dead.example', models: ['small'] }, async function* () {
  yield 'Hi';
});
const able = scripted('able', ['Hi']).provider;

interface Candidate {
  readonly provider: string;
  readonly chosen: boolean;
  readonly matches: boolean;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}
interface Explanation {
  readonly chosen: { readonly provider: string; readonly model: string } | null;
  readonly needs: readonly object[];
  readonly candidates: readonly Candidate[];
  readonly error?: { readonly message: string };
}

const read = async (response: Response): Promise<Explanation & { readonly status: number }> => ({ status: response.status, ...((await response.json()) as Explanation) });
const codesOf = ({ candidates }: Explanation): readonly string[] => candidates.map(({ provider, chosen, reasons }) => `${provider}: ${chosen ? 'chosen' : reasons.map(({ code }) => code).join()}`);

describe('/v1/explain', () => {
  test('says of each candidate whether it is chosen, or every reason why not', async () => {
    await using served = await serveProviders([plain, dead, able]);
    const get = async (query: string) => read(await fetch(`${served.url}/v1/explain?${query}`));
    const all = await get('');
    expect(codesOf(all)).toEqual(['plain: chosen', 'dead: working', 'able: order']);
    expect(all.chosen).toEqual({ provider: 'plain', model: 'small' });
    const tools = await get('model=small&supportsTools=true');
    expect(codesOf(tools)).toEqual(['plain: flag', 'dead: working,flag', 'able: chosen']);
    expect(tools.candidates[0]?.reasons[0]?.message).toContain('does not declare supportsTools');
    expect(codesOf(await get('model=plain/small'))).toEqual(['plain: chosen', 'dead: provider', 'able: provider']);
    expect(codesOf(await get('minContext=50000&working=any'))).toEqual(['plain: chosen', 'dead: context', 'able: context']);
    expect((await get('model=nobody-has-it')).chosen).toBeNull();
  });

  test('reads what a request needs, which decides too', async () => {
    await using served = await serveProviders([plain, able]);
    const request = { model: 'small', messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }] }], tools: [{ type: 'function', function: { name: 'f', parameters: {} } }] };
    const answer = await read(await fetch(`${served.url}/v1/explain`, { method: 'POST', body: JSON.stringify({ request }) }));
    expect(answer.needs).toEqual([{ flag: 'supportsImages', what: 'an image' }, { flag: 'supportsTools', what: 'tools' }]);
    expect(codesOf(answer)).toEqual(['plain: need,need', 'able: chosen']);
  });

  test.each([
    ['nope=true', 'there is no nope in a query; there are model'],
    ['supportsTools=yes', 'supportsTools must be true or false'],
    ['working=maybe', 'working must be true, false or "any"'],
    ['constructor=true', 'there is no constructor'],
  ])('refuses %s, and says what there is', async (query, message) => {
    await using served = await serveProviders([plain]);
    const answer = await read(await fetch(`${served.url}/v1/explain?${query}`));
    expect([answer.status, answer.error?.message]).toEqual([400, expect.stringContaining(message)]);
  });

  test('knows the flags that a package has added', async () => {
    const cites = { ...plain, id: 'cites', supportsCitations: true };
    await using served = await serveProviders([plain, cites]);
    expect(codesOf(await read(await fetch(`${served.url}/v1/explain?supportsCitations=true`)))).toEqual(['plain: flag', 'cites: chosen']);
  });
});

describe('a key that may ask for some models alone', () => {
  const headers = { authorization: 'Bearer a-key-of-many-characters' };
  const accessFor = (models: readonly string[]) => createAccess({ keys: [{ id: 'a', key: 'a-key-of-many-characters', models }] });

  test('sees the providers that have one of them, and of those no other model', async () => {
    await using served = await serveProviders([plain, dead, able], { access: await accessFor(['plain/long', 'tiny']) });
    expect((await fetch(`${served.url}/v1/providers`)).status).toBe(401);
    const { data } = (await (await fetch(`${served.url}/v1/providers`, { headers })).json()) as { readonly data: readonly { readonly id: string; readonly models: readonly { readonly id: string }[]; readonly aliases?: object }[] };
    expect(data.map(({ id, models, aliases = {} }) => [id, models.map((model) => model.id), Object.keys(aliases)])).toEqual([['plain', ['long'], []], ['able', ['small'], ['tiny']]]);
    expect((await fetch(`${served.url}/v1/providers/dead`, { headers })).status).toBe(404);
    expect((await fetch(`${served.url}/v1/providers/able`, { headers })).status).toBe(200);
  });

  test('is told who would answer for them, and for no other', async () => {
    await using served = await serveProviders([plain, dead, able], { access: await accessFor(['plain/long', 'tiny']) });
    const get = async (query: string) => read(await fetch(`${served.url}/v1/explain?${query}`, { headers }));
    expect(codesOf(await get('model=tiny'))).toEqual(['plain: model', 'able: chosen']);
    expect((await get('model=small')).status).toBe(403);
    expect((await get('')).status).toBe(403);
    expect((await fetch(`${served.url}/v1/explain`)).status).toBe(401);
  });
});

test('what is observed stands apart from what is declared, with the last error', async () => {
  let now = 1_000;
  const health = createHealth({ threshold: 1, now: () => now });
  await using served = await serveProviders([plain, dead], { health });
  health.report('plain', 'small', { type: 'success' });
  now = 2_000;
  health.report('plain', 'long', { type: 'failure', code: 'upstream', message: 'it broke', retryAfter: undefined, isProbe: false });
  const { data } = (await (await fetch(`${served.url}/v1/providers`)).json()) as { readonly data: readonly object[] };
  expect(data).toMatchObject([
    { id: 'plain', working: true, healthy: true, observed: { healthy: true, successes: 1, failures: 1, checkedAt: 2_000, lastError: { code: 'upstream', message: 'it broke', model: 'long', at: 2_000 } } },
    { id: 'dead', working: false, observed: { successes: 0, failures: 0 } },
  ]);
  expect(data[1]).not.toHaveProperty('healthy');
});
