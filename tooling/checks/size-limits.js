/** Bytes of each published entry, minified and compressed with brotli, without what it depends on. About a fifth above what was reached. */
const sizeLimits = {
  '@g4f/ai-sdk': 4_600,
  '@g4f/cli': 23_600,
  '@g4f/cli/g4f': 24_000,
  '@g4f/core': 6_400,
  '@g4f/gateway': 17_400,
  '@g4f/gateway/batches': 12_100,
  '@g4f/gateway/config': 40_500,
  '@g4f/gateway/node': 6_500,
  '@g4f/gateway/telemetry': 15_400,
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

/** Of each entry of a provider that has no line above, so that a new one needs none. */
const ofProvider = 3_000;

/** The limit of an entry; undefined for one that has to get a line. */
export const limitOf = (entry) => sizeLimits[entry] ?? (entry.startsWith('@g4f/provider-') ? ofProvider : undefined);
