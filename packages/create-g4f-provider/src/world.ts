import { createInterface } from 'node:readline/promises';

/** What a command sees and touches. */
export interface World {
  /** Where the command was typed. */
  readonly cwd: string;
  /** npm, pnpm, yarn and bun say here who they are. */
  readonly userAgent: string | undefined;
  /** The year for a copyright. */
  readonly year: number;
  /** Asks the one who typed the command. @default nobody is there to be asked */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

async function askHere(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // At the end of the input the question is never answered; it is left, and the name is then missing.
  const left = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return await Promise.race([lines.question(question), left]);
  } finally {
    lines.close();
  }
}

/** The world of this process. */
export function processWorld(): World {
  const isAttended = process.stdin.isTTY && process.stderr.isTTY;
  return {
    cwd: process.cwd(),
    userAgent: process.env['npm_config_user_agent'],
    year: new Date().getFullYear(),
    ask: isAttended ? askHere : undefined,
    print: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
  };
}
