/** Variables by name. */
export interface Environment {
  readonly [name: string]: string | undefined;
}

/** The environment of this process, on runtimes that have one. */
export function processEnvironment(): Environment {
  const { process } = globalThis as { readonly process?: { readonly env?: Environment } };
  return process?.env ?? {};
}
