/** How a server says that it is not fit to answer now: it starts, fails over, or has no room. Everything else it says is a refusal. */
const unfit = /^(?:LOADING|MASTERDOWN|READONLY|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|MISCONF|NOREPLICAS)\b/;
const untrusted = /CERT|SELF_SIGNED|SSL|TLS|UNABLE_TO/;

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/**
 * Whether a failure says that a store is away: not reached, too slow, or not fit now. What it refuses, such as a password, a right or a
 * certificate, and what is our own mistake, is not that.
 *
 * @param isReply it is the server's own word
 */
export function isAway(error: unknown, isReply: boolean): boolean {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return false;
  return isReply ? unfit.test(error.message) : !untrusted.test(codeOf(error));
}
