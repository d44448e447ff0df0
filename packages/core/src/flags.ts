/**
 * What a provider can do, as flat optional booleans: the whole vocabulary of selection.
 *
 * `true`: it can. `false`: it cannot. Absent: **undeclared**, which selection takes as "no" unless a query says
 * `undeclared: 'allow'`. A provider's flag says that *one of its models* can; a model's own `false` takes it back for that
 * model (see {@link ModelInfo}).
 *
 * A package adds flags of its own by declaration merging:
 *
 * @example
 * declare module '@g4f/core' {
 *   interface ProviderFlags {
 *     /** Answers with citations. *\/
 *     readonly supportsCitations?: boolean | undefined;
 *   }
 * }
 */
export interface ProviderFlags {
  /**
   * The author believes that the service answers today. This is a declaration, never an observation: health is
   * measured elsewhere, and the two are never mixed up.
   *
   * Not `true`: selection leaves the provider out unless the query says `working: 'any'`. It can still be called on purpose.
   * @default undeclared, taken as false
   */
  readonly working?: boolean | undefined;
  /**
   * Takes a conversation: earlier user and assistant turns reach the model in order.
   *
   * Not `true`: a request with more than one user turn is refused as `unsupported` before a socket opens.
   * @default undeclared, taken as false
   */
  readonly supportsMessageHistory?: boolean | undefined;
  /**
   * Answers as `gpt-3.5-turbo`, or as the model that its service put in that one's place.
   *
   * Purely for selection: nothing in a call depends on it.
   * @default undeclared, taken as false
   */
  readonly supportsGpt35Turbo?: boolean | undefined;
  /**
   * A system message reaches the model as one.
   *
   * Not `true`: a request with a system message is refused as `unsupported`.
   * @default undeclared, taken as false
   */
  readonly supportsSystemMessage?: boolean | undefined;
  /**
   * Takes tool definitions, yields tool calls, and takes their results back.
   *
   * Not `true`: a request with tools, tool calls or tool results is refused as `unsupported`.
   * @default undeclared, taken as false
   */
  readonly supportsTools?: boolean | undefined;
  /**
   * Takes images in messages.
   *
   * Not `true`: a request with an image part is refused as `unsupported`.
   * @default undeclared, taken as false
   */
  readonly supportsImages?: boolean | undefined;
  /**
   * Takes documents, such as PDFs, in messages.
   *
   * Not `true`: a request with a file part is refused as `unsupported`.
   * @default undeclared, taken as false
   */
  readonly supportsFiles?: boolean | undefined;
  /**
   * Holds its answer to JSON, and to a JSON schema where one is given.
   *
   * Not `true`: a request with `responseFormat` is refused as `unsupported`.
   * @default undeclared, taken as false
   */
  readonly supportsStructuredOutput?: boolean | undefined;
  /**
   * Yields its reasoning as parts of their own, apart from the answer.
   *
   * Purely for selection: reasoning parts in a request's history are passed over by a provider without it.
   * @default undeclared, taken as false
   */
  readonly supportsReasoning?: boolean | undefined;
  /**
   * Answers on this machine: nothing of a request leaves it.
   *
   * A provider that runs in its caller's process, and a route with members elsewhere, declare it. Purely for selection.
   * @default read off `url` by a registry: an address of this machine's own is a yes, any other host a no
   */
  readonly local?: boolean | undefined;
  /**
   * Answers only with a key (`init.apiKeys[id]`, or one given when the provider was created).
   *
   * `true`: tools that list providers say so, and its author refuses a call without a key as `unauthorized`, with the cure.
   * @default undeclared, taken as false
   */
  readonly needsAuth?: boolean | undefined;
}

/** The name of one flag. */
export type Flag = keyof ProviderFlags;

/** The flags of the contract, in order. Packages may add their own beside them. */
export const flags = [
  'working',
  'supportsMessageHistory',
  'supportsGpt35Turbo',
  'supportsSystemMessage',
  'supportsTools',
  'supportsImages',
  'supportsFiles',
  'supportsStructuredOutput',
  'supportsReasoning',
  'local',
  'needsAuth',
] as const satisfies readonly Flag[];
