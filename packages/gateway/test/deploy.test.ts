import { readFileSync, globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { answer, listenWire, speak } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { validate } from 'dockerfile-utils';
import { rolldown } from 'rolldown';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import schema from '../config.schema.json' with { type: 'json' };
import { loadConfig } from '../src/config.ts';

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, 'deploy', file), 'utf8');

/** A manifest, as far as these tests look at it. */
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: { readonly [file: string]: string };
  // What its kind has; each test knows its own.
  readonly spec: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

const manifests = (): readonly Manifest[] =>
  (parse(read('kubernetes/kustomization.yaml')) as { readonly resources: readonly string[] }).resources.flatMap((file) => parseAllDocuments(read(`kubernetes/${file}`)).map((document) => document.toJS() as Manifest));
const named = (kind: string, name = 'g4f'): Manifest => {
  const found = manifests().find((each) => each.kind === kind && each.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
};

const env = { G4F_ADMIN_KEY: 'an-admin-key-of-32-characters-xx', G4F_APP_KEY: 'an-app-key-of-32-characters-xxxx', G4F_REDIS_URL: 'redis://valkey:6379' };

async function load(text: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'g4f-deploy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'g4f.yaml');
  await writeFile(file, text);
  return (await loadConfig(file, env)).settings;
}

const milliseconds = (seconds: number): number => seconds * 1_000;

describe('what is deployed', () => {
  test('is sound YAML', () => {
    const files = globSync('deploy/**/*.yaml', { cwd: root });
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      for (const { errors, warnings } of parseAllDocuments(readFileSync(path.join(root, file), 'utf8'))) expect([file, ...errors, ...warnings]).toEqual([file]);
    }
  });

  test.each([
    ['compose', () => read('config/g4f.yaml')],
    ['Kubernetes', () => named('ConfigMap').data?.['g4f.yaml'] ?? ''],
  ])('has a configuration for %s that a gateway and its JSON schema take', async (_name, text) => {
    expect(await load(text())).toMatchObject({ keys: [{ id: 'ops', isAdmin: true }, { id: 'app', requestsPerMinute: 600 }], redis: { url: 'redis://valkey:6379' } });
    const check = new Ajv2020({ strict: false }).compile(schema);
    check(parse(text()));
    expect(check.errors).toBeNull();
  });

  test('gives answers the time to come to their end', async () => {
    const inCompose = await load(read('config/g4f.yaml'));
    const compose = parse(read('compose.yaml'), { merge: true }) as { readonly services: { readonly [name: string]: { readonly stop_grace_period: string } } };
    for (const name of ['gateway-1', 'gateway-2']) {
      const period = milliseconds(Number.parseInt(compose.services[name]?.stop_grace_period ?? '', 10));
      expect(period).toBeGreaterThan((inCompose.timeouts?.drain ?? 0) + (inCompose.timeouts?.grace ?? 0));
    }
    const { timeouts } = await load(named('ConfigMap').data?.['g4f.yaml'] ?? '');
    expect(milliseconds(named('Deployment').spec.template.spec.terminationGracePeriodSeconds as number)).toBeGreaterThan((timeouts?.drain ?? 0) + (timeouts?.grace ?? 0));
  });
});

describe('the Dockerfile', () => {
  const text = read('Dockerfile');
  const last = text.slice(text.lastIndexOf('\nFROM '));

  test('has nothing that its linter finds fault with', () => {
    expect(validate(text).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)).toEqual([]);
  });

  test('ends in a stage of its own, which runs as nobody in particular and is looked after', () => {
    expect(text.match(/^FROM /gm)).toHaveLength(2);
    expect(last).toMatch(/^USER 1000:1000$/m);
    expect(last).toMatch(/^HEALTHCHECK .* CMD \["node", .*\/healthz/m);
    expect(last).toMatch(/^ENTRYPOINT \["node", /m);
    expect(last).not.toMatch(/^(RUN npm|RUN npx|COPY \. )/m);
  });

  test('packs the command line and every package of ours that it stands on', () => {
    const dependenciesOf = (name: string): readonly string[] => {
      const { dependencies } = JSON.parse(readFileSync(path.join(root, 'packages', name, 'package.json'), 'utf8')) as { readonly dependencies?: { readonly [name: string]: string } };
      return Object.keys(dependencies ?? {}).filter((each) => each.startsWith('@g4f/')).map((each) => each.slice('@g4f/'.length));
    };
    const closure = new Set(['cli']);
    for (const name of closure) for (const each of dependenciesOf(name)) closure.add(each);
    expect(/for name in ([\w -]+);/.exec(text)?.[1]?.split(' ').sort()).toEqual([...closure].sort());
  });
});

describe('the Kubernetes manifests', () => {
  test('find the pods that they are about', () => {
    const { spec } = named('Deployment');
    const labels: unknown = spec.template.metadata.labels;
    expect(spec.selector.matchLabels).toEqual(labels);
    expect(named('Service').spec.selector).toEqual(labels);
    expect(named('PodDisruptionBudget').spec.selector.matchLabels).toEqual(labels);
    expect(named('HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'g4f' });
    expect(named('StatefulSet', 'valkey').spec.selector.matchLabels).toEqual(named('Service', 'valkey').spec.selector);
  });

  test('look at the probes of the gateway at the port on which it listens', () => {
    const [container] = named('Deployment').spec.template.spec.containers;
    expect(container.ports).toEqual([{ name: 'http', containerPort: 1337 }]);
    expect(named('Service').spec.ports[0].targetPort).toBe('http');
    expect([container.livenessProbe, container.readinessProbe, container.startupProbe].map((probe) => probe.httpGet)).toEqual(['/healthz', '/readyz', '/healthz'].map((at) => ({ path: at, port: 'http' })));
    expect(container.resources.requests.cpu, 'what the autoscaler measures by').toBeDefined();
  });

  test.each(['Deployment', 'StatefulSet'])('take from a %s what it does not need', (kind) => {
    const { spec } = named(kind, kind === 'Deployment' ? 'g4f' : 'valkey').spec.template;
    expect(spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } });
    expect(spec.containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  });
});

describe('the Workers example', () => {
  test('is one file without anything of Node, and answers a client with a key', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'g4f-worker-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'worker.mjs');
    // Its imports are looked up from here, where the packages are.
    const resolver = { name: 'from-here', resolveId: (id: string, importer?: string) => (id.startsWith('@g4f/') && importer?.includes('/deploy/') === true ? resolve(id) : null) };
    const build = await rolldown({ input: path.join(root, 'deploy/workers/src/worker.js'), platform: 'browser', plugins: [resolver], resolve: { conditionNames: ['workerd', 'worker', 'browser', 'import', 'default'] } });
    await build.write({ file, format: 'esm', codeSplitting: false });
    await build.close();
    expect(readFileSync(file, 'utf8')).not.toMatch(/from ["']node:|import\(["']node:/);

    await using upstream = await listenWire(speak(openaiChat), answer(['from ', 'the edge']));
    const { default: worker } = (await import(pathToFileURL(file).href)) as { readonly default: { readonly fetch: (request: Request, env: object) => Promise<Response> } };
    const bindings = { G4F_KEY: env.G4F_APP_KEY, OPENAI_API_KEY: 'sk-upstream', OPENAI_BASE_URL: `${upstream.url}/v1` };
    const ask = (headers: HeadersInit) =>
      worker.fetch(new Request('https://g4f.example/v1/chat/completions', { method: 'POST', headers, body: JSON.stringify({ model: 'gpt-4.1-mini', stream: true, messages: [{ role: 'user', content: 'Hi' }] }) }), bindings);
    expect((await ask({})).status).toBe(401);
    const response = await ask({ authorization: `Bearer ${env.G4F_APP_KEY}` });
    expect([response.status, await response.text()]).toEqual([200, expect.stringMatching(/the edge[\s\S]*\[DONE\]/)]);
  });
});

function resolve(id: string): string {
  const [, scope = '', subpath] = /^@g4f\/([\w-]+)(?:\/(.+))?$/.exec(id) ?? [];
  return path.join(root, 'packages', scope, 'src', `${subpath ?? 'index'}.ts`);
}
