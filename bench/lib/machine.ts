import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where it was measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly platform: string;
  readonly arch: string;
  /** How many processes ran or waited to, on average over the minute before it began: what else the machine had to do. */
  readonly load: number;
}

/** This machine, and how busy it is. */
export function machine(): Machine {
  const cpus = os.cpus();
  return { cpu: cpus[0]?.model.trim() ?? 'unknown', cores: cpus.length, memory: os.totalmem(), platform: os.platform(), arch: os.arch(), load: Math.round((os.loadavg()[0] ?? 0) * 10) / 10 };
}

/** Of Node, and of each package that this workspace installs. */
export function versions(): { readonly [name: string]: string } {
  const { dependencies } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8')) as { readonly dependencies: { readonly [name: string]: string } };
  return { node: process.versions.node, ...dependencies };
}
