/** How a gateway answers chatgpt-demo's protocol. */
export interface AibnOptions {
  /** What requests are signed with: `PUBLIC_SECRET_KEY` of a front end's build. @default '': that of a build without one */
  readonly secret?: string | undefined;
  /** Site passwords, any of which opens. Where the gateway asks for keys, those are the passwords, and these are not looked at. @default none is wanted */
  readonly passwords?: readonly string[] | undefined;
  /** The model that answers: the protocol has no field for one. @default the first that can */
  readonly model?: string | undefined;
}
