/** What may be typed in place of a prompt. */
export const slashCommands = {
  '/new': 'forget what was said',
  '/system': 'what the model shall keep to from here on; nothing to take it back',
  '/exit': 'leave',
} as const;

/** A line that is a command, taken apart. */
export interface SlashCommand {
  readonly name: string;
  readonly rest: string;
}

/** Reads a line as a command: a slash and a word. Anything else is a prompt, a path such as `/etc/hosts` too. */
export function parseSlashCommand(line: string): SlashCommand | undefined {
  const [, name, rest = ''] = /^(\/[a-z]*)(?:\s+(.*))?$/.exec(line.trim()) ?? [];
  return name === undefined ? undefined : { name, rest: rest.trim() };
}
