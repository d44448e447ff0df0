/** How a gateway listens, as the command line has it. What is not said is the configuration's, and then the default. */
export interface ServeOptions {
  readonly host?: string;
  readonly port?: number;
  /** The configuration file: a path. */
  readonly config?: string;
  readonly workers?: number;
  /** Whether browsers are shown the page at `/`. */
  readonly page?: boolean;
  /** Lines of JSON in place of text. */
  readonly json?: true;
}
