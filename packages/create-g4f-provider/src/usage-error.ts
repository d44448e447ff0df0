/** What the one who typed the command can mend. */
export class UsageError extends Error {}

/** Whether the machine refused, for example to write into a folder. */
const isSystemError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;

/** Runs a command, and gives its exit code: 0, 2 for what was typed wrong, 1 for what the machine refused. Both are told without a stack. */
export async function tellingMistakes(command: string, work: () => Promise<void> | void, complain: (text: string) => void): Promise<0 | 1 | 2> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || isSystemError(error))) throw error;
    complain(`${command}: ${error.message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
