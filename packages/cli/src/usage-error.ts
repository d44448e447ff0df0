/** The command line makes no sense. The message says what does. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
