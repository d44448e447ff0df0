import { isProvider } from './provider-entry.ts';

/** Variables by name. */
export interface Environment {
  readonly [name: string]: string | undefined;
}

/** What was expanded, and what could not be. */
export interface Expanded {
  readonly value: unknown;
  readonly problems: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

const variable = /\$(\$?)\{([^}]*)\}/g;
const content = /^([A-Za-z_]\w*)(?::-(.*))?$/s;

/**
 * Puts the environment's values in place of `${NAME}`, and `${NAME:-otherwise}` where that may be unset or empty, in every text of a
 * configuration. `$${NAME}` stays as `${NAME}`. What comes out is a text and is not read again.
 */
export function expandEnv(root: unknown, env: Environment): Expanded {
  const problems: { path: readonly PropertyKey[]; message: string }[] = [];

  function text(template: string, path: readonly PropertyKey[]): string {
    return template.replaceAll(variable, (whole, escaped: string, inside: string) => {
      if (escaped !== '') return whole.slice(1);
      const [, name, otherwise] = content.exec(inside) ?? [];
      if (name === undefined) {
        problems.push({ path, message: 'between ${ and } stands a name, or name:-otherwise; write $${ for the characters themselves' });
        return '';
      }
      const found = env[name];
      if (found === undefined && otherwise === undefined) problems.push({ path, message: `the environment has no ${name}; set it, or write \${${name}:-otherwise}` });
      return otherwise !== undefined && (found ?? '') === '' ? otherwise : (found ?? '');
    });
  }

  function walk(value: unknown, path: readonly PropertyKey[]): unknown {
    if (typeof value === 'string') return text(value, path);
    if (Array.isArray(value)) return value.map((each, index) => walk(each, [...path, index]));
    if (typeof value !== 'object' || value === null || isProvider(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, [...path, name])]));
  }

  return { value: walk(root, []), problems };
}
