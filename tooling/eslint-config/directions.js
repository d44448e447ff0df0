/**
 * Which package may import what: the arrows of the architecture, as data. Names are the folders of `packages/`; `node:` stands for
 * Node's own modules and `npm` for what comes from the registry. `provider-*` is the row of every provider.
 */
export const directions = {
  core: [],
  wires: ['core', 'npm'],
  requests: ['core', 'wires', 'node:', 'npm'],
  'provider-*': ['core', 'wires', 'requests', 'node:', 'npm'],
  'ai-sdk': ['core', 'registry', 'npm'],
  models: ['core'],
  otel: ['core', 'registry', 'npm'],
  registry: ['core', 'npm'],
  testkit: ['core', 'wires', 'node:', 'npm'],
  gateway: ['core', 'wires', 'registry', 'otel', 'node:', 'npm'],
  web: ['npm'],
  cli: ['core', 'registry', 'gateway', 'web', 'models', 'testkit', 'node:', 'npm'],
  'create-g4f-provider': ['node:', 'npm'],
};

/** Entries that live by other rules than their package: what they may import besides. */
export const entries = {
  'web/src/prepare-page.ts': ['node:'], // tells whoever serves the page where its files are: no code of the page
  'web/scripts/': ['node:'],
  'registry/src/node.ts': ['node:'],
  'registry/src/node/': ['node:'],
  'create-g4f-provider/template/': ['core', 'wires', 'requests', 'testkit'],
};

/** What tests may import besides what they test may. */
export const tests = {
  '*': ['testkit', 'node:', 'npm'],
  registry: ['provider-*', 'models'],
  'ai-sdk': ['provider-*'],
  otel: ['provider-*'],
  'create-g4f-provider': ['core'],
  testkit: ['requests', 'registry', 'provider-*'],
  gateway: ['requests', 'provider-*'],
  cli: ['requests', 'wires', 'provider-*'],
  web: ['core', 'gateway', 'models'], // the page is tried on a real gateway
};
