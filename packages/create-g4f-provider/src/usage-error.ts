/** What the one who typed the command can mend. Its message is told without a stack. */
export class UsageError extends Error {}

/** Runs a command, and gives its exit code: 0, or 2 for what was typed wrong. */
export async function tellingMistakes(command: string, work: () => Promise<void> | void, complain: (text: string) => void): Promise<0 | 2> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`${command}: ${error.message}\n`);
    return 2;
  }
}
