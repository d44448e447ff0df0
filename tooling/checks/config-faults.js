import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { makeProvider } from '../../packages/cli/src/serve/make-provider.ts';
import { buildProviders } from '../../packages/gateway/src/config/build-providers.ts';
import { loadConfig } from '../../packages/gateway/src/config.ts';
import { catalogue } from '../../packages/models/src/all.ts';
import { root } from '../build/packages.js';

const gateway = createRequire(path.join(root, 'packages/gateway/package.json'));
const { Ajv2020 } = gateway('ajv/dist/2020.js');
const { parse } = gateway('yaml');
const isSchema = new Ajv2020({ strict: false, allErrors: true }).compile(gateway('./config.schema.json'));

/** What each variable that a configuration names has in it. */
const filled = (text) => Object.fromEntries([...text.matchAll(/\$\{([A-Z_\d]+)\}/g)].map(([, name]) => [name, name.endsWith('URL') ? 'redis://127.0.0.1:6379' : 'x'.repeat(32)]));

/**
 * What is wrong with a gateway's configuration: by the published schema, by the gateway itself, and by making its providers and routes.
 *
 * @example
 * await configFaults('prot: 80'); // ['/ must NOT have additional properties', '…prot: there is no such field here; did you mean port?']
 */
export async function configFaults(text) {
  const faults = isSchema(parse(text) ?? {}) ? [] : isSchema.errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'g4f-docs-'));
  try {
    const file = path.join(folder, 'g4f.yaml');
    await writeFile(file, text);
    const env = { ...filled(text), OPENAI_API_KEY: 'sk-none', ANTHROPIC_API_KEY: 'sk-none', GEMINI_API_KEY: 'none', GROQ_API_KEY: 'none', OPENROUTER_API_KEY: 'none' };
    const config = await loadConfig(file, env);
    const make = (entry) => makeProvider({ models: ['any'], ...entry }, env, () => {}); // a service that is not there cannot be asked for them
    const found = await Promise.all(['openai', 'groq', 'anthropic', 'gemini'].map((id) => makeProvider({ id, ...(['anthropic', 'gemini'].includes(id) ? { kind: id, apiKey: 'none', models: ['any'] } : {}) }, env, () => {})));
    await buildProviders(config, { found, make, catalogue });
  } catch (error) {
    faults.push(error.message);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return faults;
}
