export type { Discover, DiscoverInit } from './discover.ts';
export { exitCodes, type ExitCode } from './exit-codes.ts';
export { Interruption } from './interruption.ts';
export type { Io } from './io.ts';
export { run } from './run.ts';
