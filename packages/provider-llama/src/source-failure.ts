/** One place did not give the model; another one may. The message is the reason, without a name before it. */
export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
}
