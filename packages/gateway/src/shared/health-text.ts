import type { HealthState } from '@g4f/registry/routes';

const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0;

/** Reads a state as a store has it. `undefined` for what is none: it may be another version's. */
export function parseHealth(text: string): HealthState | undefined {
  try {
    const value = JSON.parse(text) as Partial<HealthState> | null;
    const { successes, failures, failuresInRow, timesOpened, samples } = value ?? {};
    return [successes, failures, failuresInRow, timesOpened].every(isCount) && Array.isArray(samples) ? (value as HealthState) : undefined;
  } catch {
    return undefined;
  }
}
