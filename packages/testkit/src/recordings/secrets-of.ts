/** Characters: a shorter value is no secret, and may stand anywhere by chance. */
const shortest = 4;
const secretVariable = /(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD|PASS)$/i;

/**
 * The secrets of an environment: the values of `*_API_KEY`, `*_TOKEN`, `*_SECRET` and the like.
 *
 * @example
 * secretsOf({ OPENAI_API_KEY: 'sk-123456', HOME: '/home/me' }); // ['sk-123456']
 */
export function secretsOf(env: { readonly [name: string]: string | undefined }): readonly string[] {
  return Object.entries(env).flatMap(([name, value = '']) => (secretVariable.test(name) && value.length >= shortest ? [value] : []));
}
