import { createRegistry } from '@g4f/registry';
import { discoverProviders } from '@g4f/registry/node';

// Nobody imports the provider: it is a dependency whose package.json has a field "g4f".
const { found, failed } = await discoverProviders({ from: new URL('package.json', import.meta.url) });
for (const { provider, packageName, version } of found) console.log(`${provider.id} from ${packageName} ${version}`);
for (const { packageName, reason } of failed) console.error(`${packageName ?? 'plugins'}: ${reason}`);

const registry = createRegistry(found.map(({ provider }) => provider));
const { provider, model } = registry.match({ model: 'macaw', supportsMessageHistory: true });
for await (const chunk of provider.createAsyncGenerator({ model, messages: [{ role: 'user', content: 'Polly?' }] })) process.stdout.write(chunk);
