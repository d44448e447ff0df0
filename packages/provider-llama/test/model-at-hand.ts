import { obtainModel } from '../src/obtain-model.ts';
import { settleOptions } from '../src/options.ts';

/** The model that the tests run on, and if there is none, why. */
export interface ModelAtHand {
  readonly path: string;
  readonly absent: string | undefined;
}

/** Milliseconds. */
const patience = 300_000;

/** Gets the model as a user does: where `G4F_LLAMA_MODEL` says, else in the cache, else by a download. */
export async function modelAtHand(): Promise<ModelAtHand> {
  const options = settleOptions({ model: process.env['G4F_LLAMA_MODEL'], endpoint: process.env['HF_ENDPOINT'] });
  try {
    return { path: await obtainModel(options, { signal: AbortSignal.timeout(patience) }), absent: undefined };
  } catch (error) {
    const absent = String(error);
    // The short report does not name the tests of a file that is skipped as a whole.
    process.stderr.write(`llama: the tests with the real model are skipped: ${absent}\n`);
    return { path: '', absent };
  }
}
