/** One thing that is wrong with a configuration. */
export interface Problem {
  /** Where in the configuration: names and numbers. Empty for the whole. */
  readonly path: readonly PropertyKey[];
  /** From 1; `undefined` where the file has no lines to tell. */
  readonly line: number | undefined;
  /** What is wrong, and the cure. Holds no value of the file. */
  readonly message: string;
}

/** A path as code has it: `providers[0].baseURL`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('').replace(/^\./, '');
}

function lineOf({ path, line, message }: Problem): string {
  return [...(line === undefined ? [] : [`line ${line}`]), ...(path.length === 0 ? [] : [pathText(path)]), message].join(': ');
}

/** A configuration that cannot be used, with everything that is wrong with it. Its message names the file and a line for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[], options?: ErrorOptions) {
    super([`${file} cannot be used:`, ...problems.map((problem) => `  ${lineOf(problem)}`)].join('\n'), options);
    this.file = file;
    this.problems = problems;
  }
}
