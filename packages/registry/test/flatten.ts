import { partBatches, type Part } from '@g4f/core';

/** Reads an answer by the array, and gives its parts one by one: for a test that holds for both ways. */
export async function* flatten(parts: AsyncIterable<Part>): AsyncGenerator<Part, void, undefined> {
  const batches = partBatches(parts);
  try {
    for (let batch = await batches.next(); batch.done !== true; batch = await batches.next()) yield* batch.value;
  } finally {
    await batches.return();
  }
}
