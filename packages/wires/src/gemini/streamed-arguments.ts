import { isObject, listOf, textOf, type JsonObject } from '../values/json.ts';

type Leaf = string | number | boolean | null;
type Branch = Map<string | number, Node>;
type Node = Leaf | Branch;

/** One step of a path: `.name`, `[0]`, `['name']` or `["name"]`. */
const step = /\.([^.[\]]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/g;

const stepsOf = (path: string): (string | number)[] =>
  [...path.matchAll(step)].map(([, name, index, single, double]) => (index === undefined ? (name ?? (single ?? double ?? '').replace(/\\(.)/g, '$1')) : Number(index)));

function leafOf({ stringValue, numberValue, boolValue, nullValue }: JsonObject): Leaf | undefined {
  if (typeof stringValue === 'string') return stringValue;
  if (typeof numberValue === 'number') return numberValue;
  if (typeof boolValue === 'boolean') return boolValue;
  return nullValue === undefined ? undefined : null;
}

/** A list has numbers for keys. Gaps in it close, whatever its largest index. */
function valueOf(node: Node): unknown {
  if (!(node instanceof Map)) return node;
  const entries = [...node];
  if (typeof entries[0]?.[0] !== 'number') return Object.fromEntries(entries.map(([key, child]) => [key, valueOf(child)]));
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => valueOf(child));
}

/**
 * Puts together the arguments of a call that come as values with their paths, for example `$.recipe.steps[0]`. Text of one path goes on
 * where it stopped.
 *
 * @see https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling#streaming-fc
 */
export function createStreamedArguments() {
  const root: Branch = new Map<string | number, Node>();

  function put(steps: readonly (string | number)[], leaf: Leaf): void {
    const last = steps.at(-1);
    if (last === undefined) return;
    let branch = root;
    for (const key of steps.slice(0, -1)) {
      const child = branch.get(key);
      const next = child instanceof Map ? child : new Map<string | number, Node>();
      branch.set(key, next);
      branch = next;
    }
    const before = branch.get(last);
    branch.set(last, typeof before === 'string' && typeof leaf === 'string' ? before + leaf : leaf);
  }

  return {
    /** Takes the `partialArgs` of one part. */
    add(partialArgs: unknown): void {
      for (const piece of listOf(partialArgs)) {
        if (!isObject(piece)) continue;
        const leaf = leafOf(piece);
        if (leaf !== undefined) put(stepsOf(textOf(piece['jsonPath']) ?? ''), leaf);
      }
    },
    /** As JSON text. What broke off is no JSON, so that nobody acts upon half of it. */
    toJson: (isWhole: boolean): string => {
      const json = JSON.stringify(valueOf(root));
      return isWhole ? json : json.slice(0, -1);
    },
  };
}
