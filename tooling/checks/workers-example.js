import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../build/packages.js';

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = (modules = [(name = "worker.js", esModule = embed "example.bundle.js")], compatibilityDate = "2026-11-01")),
]);
`;

const test = `import worker from './example-worker.js';

const key = 'a-key-of-more-than-16-characters';
const env = { G4F_KEY: key, OPENAI_API_KEY: 'sk-none' };
const ask = (path, init) => worker.fetch(new Request('https://g4f.example' + path, init), env);
const expect = (what, actual, expected) => {
  if (actual !== expected) throw new Error(what + ' gave ' + actual + ' in place of ' + expected);
};

export default {
  async test() {
    const headers = { authorization: 'Bearer ' + key };
    expect('/healthz', (await ask('/healthz')).status, 200);
    expect('no key', (await ask('/v1/models')).status, 401);
    expect('/v1/models', (await (await ask('/v1/models', { headers })).json()).data.some(({ id }) => id.endsWith('gpt-4.1-mini')), true);
    const body = JSON.stringify({ model: 'nobody-has-this', messages: [{ role: 'user', content: 'Hi' }] });
    expect('a model that nobody has', (await ask('/v1/chat/completions', { method: 'POST', headers, body })).status, 404);
  },
};
`;

/** Bundles the Workers example of deploy/ as wrangler would, and asks it in workerd. */
export async function workersExample(folder, bundled, workerd) {
  copyFileSync(path.join(root, 'deploy/workers/src/worker.js'), path.join(folder, 'example-worker.js'));
  writeFileSync(path.join(folder, 'example.js'), test);
  writeFileSync(path.join(folder, 'example.capnp'), config);
  await bundled('example.js', 'example.bundle.js', ['workerd', 'worker', 'browser'], [/^gpt-tokenizer/]); // the exact counter of tokens is optional
  return workerd(['test', 'example.capnp']);
}
