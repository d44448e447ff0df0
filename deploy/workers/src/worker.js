import { createAccess, createGateway } from '@g4f/gateway';
import { createPreset } from '@g4f/provider-openai';

/** One gateway for all requests that an isolate answers: its breakers and limits are that isolate's own. */
async function create(env) {
  if (!env.G4F_KEY) throw new Error('G4F_KEY is not set: wrangler secret put G4F_KEY');
  const access = await createAccess({ keys: [{ id: 'app', key: env.G4F_KEY, requestsPerMinute: 600 }] });
  const providers = [createPreset('openai', { env }), createPreset('groq', { env })];
  return createGateway({ providers, access });
}

let gateway;

export default {
  async fetch(request, env) {
    gateway ??= create(env);
    return (await gateway).fetch(request);
  },
};
