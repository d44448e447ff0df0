/** An error with the code that undici's own proxies have for it, so that one table puts both into words. */
export const tunnelError = (message: string, code: string): Error => Object.assign(new Error(message), { code });
