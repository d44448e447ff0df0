/** Bytes of each published entry, minified and compressed with brotli, without what it depends on. About a fifth above what was reached. */
const sizeLimits = {
  '@g4f/ai-sdk': 4_600,
  '@g4f/cli': 23_600,
  '@g4f/cli/g4f': 24_000,
  '@g4f/core': 7_200,
  '@g4f/gateway': 20_500,
  '@g4f/gateway/admin': 6_400,
  '@g4f/gateway/batches': 12_100,
  '@g4f/gateway/config': 48_000,
  '@g4f/gateway/node': 6_500,
  '@g4f/gateway/telemetry': 19_000,
  '@g4f/models': 11_200,
  '@g4f/models/all': 11_200,
  '@g4f/otel': 3_400,
  '@g4f/provider-ai-sdk': 6_000,
  '@g4f/provider-aibn': 1_800,
  '@g4f/provider-aibn/plugin': 1_900,
  '@g4f/provider-llama': 7_900,
  '@g4f/provider-llama/plugin': 7_900,
  '@g4f/provider-openai': 5_100,
  '@g4f/provider-openai/plugin': 5_300,
  '@g4f/registry': 9_900,
  '@g4f/registry/node': 2_300,
  '@g4f/registry/routes': 8_800,
  '@g4f/requests': 13_800,
  '@g4f/requests (browser)': 7_300,
  '@g4f/testkit': 19_000,
  '@g4f/testkit/recordings': 6_100,
  '@g4f/testkit/servers': 5_600,
  '@g4f/web': 300,
  '@g4f/wires': 2_000,
  '@g4f/wires/anthropic-messages': 10_400,
  '@g4f/wires/gemini': 10_300,
  '@g4f/wires/openai-chat': 10_200,
  '@g4f/wires/openai-responses': 11_300,
  '@g4f/wires/sse': 900,
  'create-g4f-provider/create-g4f-provider': 2_700,
};

/** Bytes that one name of an entry brings along, which is most of an entry's users: what they do not use falls away. */
export const nameLimits = [
  ['@g4f/core', 'isProviderError', 150],
  ['@g4f/core', 'ProviderError', 800],
  ['@g4f/gateway', 'createCache', 2_200],
  ['@g4f/gateway/node', 'createSharedState', 4_300],
  ['@g4f/models', 'openai', 950],
  ['@g4f/models', 'createModelCatalogue', 350],
  ['@g4f/registry', 'createRegistry', 5_900],
  ['@g4f/registry/routes', 'retry', 6_000],
  ['@g4f/registry/routes', 'createHealth', 1_900],
  ['@g4f/requests', 'StreamResponse', 2_900],
  ['@g4f/testkit/recordings', 'parseRecording', 850],
  ['@g4f/testkit/servers', 'listen', 1_250],
  ['@g4f/wires', 'signChatgptDemo', 360],
  ['@g4f/wires/anthropic-messages', 'encodeAnthropicMessages', 4_000],
  ['@g4f/wires/gemini', 'createGeminiDecoder', 3_600],
  ['@g4f/wires/openai-chat', 'createOpenaiChatDecoder', 3_900],
  ['@g4f/wires/openai-responses', 'encodeOpenaiResponsesAnswer', 2_800],
];

/** Of each entry of a provider that has no line above, so that a new one needs none. */
const ofProvider = 3_000;

/** The limit of an entry; undefined for one that has to get a line. */
export const limitOf = (entry) => sizeLimits[entry] ?? (entry.startsWith('@g4f/provider-') ? ofProvider : undefined);

/** Bytes, compressed with brotli, that a browser loads before the first view of the page is there. */
export const firstLoadLimit = 250_000;
