import { modelId, type AsyncGeneratorProvider } from '@g4f/core';
import { isLocal, type Registry } from '@g4f/registry';
import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';
import { version } from '../version.ts';

/** A gateway that has begun to listen. */
export interface Started {
  readonly url: string;
  readonly registry: Registry;
  readonly hasKeys: boolean;
  /** The address can be opened in a browser. */
  readonly hasPage: boolean;
  readonly workers: number;
  /** The configuration file. */
  readonly config: string | undefined;
}

/** Why somebody can be asked. */
function sourceOf(provider: AsyncGeneratorProvider): string {
  if (provider.id === 'llama') return 'embedded model';
  if (isLocal(provider) === true) return 'on this machine';
  return provider.needsAuth === true ? 'has a key' : 'needs no key';
}

const indent = '  ';
const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, Math.max(0, most - 1))}…` : text);

function lineOf(provider: AsyncGeneratorProvider, pad: number, width: number): string {
  const [first, ...others] = provider.models.map(modelId);
  const head = `${indent}${provider.id.padEnd(pad)}  ${sourceOf(provider).padEnd(15)}  `;
  const more = others.length === 0 ? '' : ` +${others.length}`;
  return head + shorten(first ?? '', width - head.length - more.length) + more;
}

/** Who is asked by a request that names nobody in particular. */
function favourite(registry: Registry): string | undefined {
  try {
    const { provider, model } = registry.match({});
    return `${provider.id}/${model}`;
  } catch {
    return undefined;
  }
}

/** A command that asks the gateway, as it is to be pasted into a shell. */
export function curlLine(url: string, model: string, hasKeys: boolean): string {
  // In two lines, so that it fits a narrow terminal.
  const body = `{"model":${JSON.stringify(model)},\n         "messages":[{"role":"user","content":"Hello!"}]}`.replaceAll("'", String.raw`'\''`);
  const key = hasKeys ? ` \\\n    -H "authorization: Bearer $G4F_KEY"` : '';
  return `curl ${url}/v1/chat/completions \\\n    -H 'content-type: application/json'${key} \\\n    -d '${body}'`;
}

/** What is said of a gateway when it has begun to listen. */
export function banner({ url, registry, hasKeys, hasPage, workers, config }: Started, { width, out }: Terminal): string {
  const columns = Math.min(width, 100);
  const ready = registry.providers.filter(({ working }) => working === true);
  const others = registry.providers.filter(({ working }) => working !== true).map(({ id }) => id);
  const pad = Math.max(0, ...ready.map(({ id }) => id.length));
  const model = favourite(registry);
  const facts = [...(config === undefined ? [] : [config]), ...(workers > 1 ? [`${workers} workers`] : []), hasKeys ? 'asks for keys' : 'for this machine', ...(hasPage ? ['open it in a browser to chat'] : [])];
  return [
    out.bold(`g4f ${version()} listens on ${url}`),
    ...wrap(facts.join(' · '), columns - 2).map((line) => out.dim(indent + line)),
    '',
    ...ready.map((provider) => lineOf(provider, pad, columns)),
    ...(others.length === 0 ? [] : wrap(`not configured: ${others.join(', ')}`, columns - 2).map((line) => out.dim(indent + line))),
    ...(model === undefined ? [`${indent}nobody can be asked yet: set a key, such as OPENAI_API_KEY, or start a local server`] : ['', ...(hasKeys ? ['  # G4F_KEY: one of your keys'] : []), `${indent}${curlLine(url, model, hasKeys)}`]),
    '',
    '',
  ].join('\n');
}
