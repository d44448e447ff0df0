const install = 'npm install ioredis rate-limiter-flexible';

/**
 * Loads a package that only shared state needs.
 *
 * @throws Error that names the command, where it is not installed
 */
export async function loadOptional<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new Error(`state that gateways share needs the package ${name}, which is not installed; run: ${install}`, { cause });
  }
}
