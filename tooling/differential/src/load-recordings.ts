import { readdir } from 'node:fs/promises';
import { readRecording, type Recording } from '@g4f/testkit/recordings';
import type { SubjectName } from './subjects.ts';

/** A recording under its name. */
export interface NamedRecording {
  readonly name: string;
  readonly recording: Recording;
}

/** Reads what was recorded of a wire. */
export async function loadRecordings(wire: SubjectName): Promise<readonly NamedRecording[]> {
  const folder = new URL(`../recordings/${wire}/`, import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.jsonl')).sort();
  return Promise.all(files.map(async (file) => ({ name: file.replace('.jsonl', ''), recording: await readRecording(new URL(file, folder)) })));
}
