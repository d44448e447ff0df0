import { UsageError } from './usage-error.ts';

/** The forms of a provider's name. */
export interface Names {
  /** As an id: `foo-bar`. */
  readonly id: string;
  /** As part of an identifier: `FooBar`. */
  readonly pascal: string;
  /** As part of an environment variable: `FOO_BAR`. */
  readonly constant: string;
}

const prefix = 'g4f-provider-';
const pattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Characters; npm takes 214, of which a package's name needs some for itself. */
const longest = 100;

/** The nearest name that would do, if there is one. */
function near(input: string): string {
  const words = input
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const name = (words ?? []).join('-').replace(/^[^a-z]+/, '').slice(0, longest).replace(/-$/, '');
  return pattern.test(name) ? `, for example ${JSON.stringify(name)}` : '';
}

/**
 * Reads the name of a provider: `foo`, or `g4f-provider-foo` for the same.
 *
 * @throws UsageError for a name that cannot be an id, a package's name and a file's name at once
 */
export function namesOf(input: string): Names {
  const id = input.startsWith(prefix) ? input.slice(prefix.length) : input;
  if (!pattern.test(id) || id.length > longest) {
    throw new UsageError(`${JSON.stringify(input)} cannot be a provider's name: use up to ${longest} lower-case letters and digits, in words joined by "-", a letter first${near(id)}`);
  }
  const words = id.split('-');
  return { id, pascal: words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''), constant: words.join('_').toUpperCase() };
}
