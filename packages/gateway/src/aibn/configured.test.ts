import { createAibn } from '@g4f/provider-aibn';
import { expect, test } from 'vitest';
import { scripted } from '../../test/scripted.ts';
import { configureGateway } from '../config/configure-gateway.ts';
import { noConfig } from '../config/load-config.ts';
import { serve } from '../node/serve.ts';
import { createLog } from '../telemetry/log.ts';

test("a configuration says what front ends sign with, and which model answers them", async () => {
  const { provider, asked } = scripted('one', ['ok']);
  const config = { ...noConfig, settings: { ...noConfig.settings, aibn: { secret: 's3cret', model: 'vendor/large' } } };
  const make = (): never => {
    throw new Error('nothing is made here');
  };
  await using configured = await configureGateway({ config, sources: () => Promise.resolve({ found: [provider], make }), catalogue: { lookup: () => undefined }, log: await createLog({ level: 'silent' }) });
  await using server = await serve(configured.gateway, { port: 0 });
  const ask = (secret: string) => createAibn({ baseURL: server.url, secret }).createAsync({ messages: [{ role: 'user', content: 'Hi' }] });
  expect(await ask('s3cret')).toBe('ok');
  await expect(ask('guess')).rejects.toMatchObject({ code: 'unauthorized' });
  expect(asked).toMatchObject([{ model: 'vendor/large' }]);
  const listed = await (await fetch(server.url)).text();
  expect(listed.match(/\/api\/generate/g)).toHaveLength(1);
});
