import { createHook } from 'node:async_hooks';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';

const local = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** Runs a piece of work, and gives what it made and every host out of this machine that it looked up or connected to meanwhile. */
async function watching(work) {
  const wraps = [];
  const hook = createHook({ init: (id, type, trigger, resource) => void (/^(TCPCONNECTWRAP|GETADDRINFOREQWRAP|QUERYWRAP)$/.test(type) && wraps.push(resource)) }).enable();
  try {
    const made = await work();
    await setImmediate();
    return { made, hosts: wraps.map(({ address, hostname }) => address ?? hostname ?? 'a name server').filter((host) => !local.test(host)) };
  } finally {
    hook.disable();
  }
}

/** An environment in which every key is set, whatever its name. */
const keyed = new Proxy({}, { get: (_, name) => (/_(KEY|TOKEN|SECRET)$/.test(String(name)) ? 'a-key-of-nobody' : undefined) });

const ofModel = ['id', 'contextWindow'];
const ofProvider = ['id', 'url', 'models', 'aliases', 'contract', 'listModels', 'wires', 'createAsyncGenerator', 'createPartGenerator', 'createAsync'];

/** What of a provider, or of one of its models, is neither a flag nor what it may say beside them. */
function flagFaults(where, said, flags, others) {
  return Object.entries(said).flatMap(([key, value]) => {
    if (value === undefined || others.includes(key)) return [];
    if (!flags.includes(key)) return [`${where} says ${key}, which is no flag`];
    return typeof value === 'boolean' ? [] : [`${where} says ${key}: ${JSON.stringify(value)}, and a flag is true or false`];
  });
}

function providerFaults(provider, { contract, flags }) {
  const { id, url, models } = provider;
  return [
    ...(provider.contract === contract ? [] : [`${id} has contract ${provider.contract}, and core has ${contract}`]),
    ...(URL.canParse(url) ? [] : [`${id} has the url ${JSON.stringify(url)}, which is no address`]),
    ...flagFaults(id, provider, flags, ofProvider),
    ...models.filter((model) => typeof model === 'object').flatMap((model) => flagFaults(`${id}/${model.id}`, model, flags, ofModel)),
  ];
}

/** The flags that packages add to core's by declaration merging. */
export function mergedFlags(root) {
  const sources = globSync('packages/*/src/**/*.ts', { cwd: root }).filter((file) => !file.startsWith(path.join('packages/core/')));
  const merged = sources.flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/^ {2}interface ProviderFlags \{$([^]*?)^ {2}\}$/gm)]);
  return merged.flatMap(([, body]) => [...body.matchAll(/^ {4}readonly (\w+)\?:/gm)].map(([, flag]) => flag));
}

/**
 * Calls a plugin with an empty environment, and with one that has every key: the ids of what it makes, and what is not as it must be,
 * in words. A plugin may ask the ports of this machine who is there, and nobody else.
 *
 * @param model `contract`, as core exports it, and `flags`: core's, and those that were added
 */
export async function callPlugin(plugin, model) {
  const ids = new Set();
  const faults = new Set();
  for (const [what, env] of [['nothing', {}], ['every key', keyed]]) {
    try {
      const { made, hosts } = await watching(() => plugin(env));
      for (const host of hosts) faults.add(`with ${what} set it asks ${host}: only ports of this machine may be asked before a call`);
      const providers = [made].flat();
      if (new Set(providers.map(({ id }) => id)).size < providers.length) faults.add(`with ${what} set two of its providers have one id`);
      for (const provider of providers) {
        ids.add(provider.id);
        providerFaults(provider, model).forEach((fault) => faults.add(fault));
      }
    } catch (error) {
      faults.add(`with ${what} set it throws ${error}`);
    }
  }
  return { ids: [...ids], faults: [...faults] };
}
