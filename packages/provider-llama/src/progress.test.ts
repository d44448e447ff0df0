import { expect, test } from 'vitest';
import { showProgress, type DownloadProgress } from './progress.ts';

const at = (received: number, state: DownloadProgress['state'] = 'running', total: number | undefined = 100e6): DownloadProgress => ({ received, total, source: 'models.test', state });

function shown(isTTY: boolean, ...all: readonly DownloadProgress[]): string[] {
  const written: string[] = [];
  const show = showProgress({ isTTY, write: (text: unknown) => written.push(String(text)) > 0 });
  for (const each of all) show(each);
  return written;
}

test('writes a line at the start and one at the end where there is no terminal', () => {
  expect(shown(false, at(0), at(50e6), at(100e6, 'done'))).toEqual(['llama: fetching the model from models.test (100.0 MB)\n', 'llama: the model is here (100.0 MB)\n']);
});

test('draws a bar on a terminal, not at every chunk, and takes it away at the end', () => {
  const [first, last, ...more] = shown(true, at(25e6), at(26e6), at(27e6), at(100e6, 'done'));
  expect(first).toContain('██████░░░░░░░░░░░░░░░░░░ 25 % of 100.0 MB');
  expect(last).toBe('\r\u001B[2K');
  expect(more).toEqual([]);
});

test('takes the bar away when a place fails, so that what is said next has a line of its own', () => {
  expect(shown(true, at(25e6), at(25e6, 'failed')).at(-1)).toBe('\r\u001B[2K');
  expect(shown(false, at(25e6), at(25e6, 'failed'))).toHaveLength(1);
});

test('shows no bar of a length that nobody knows', () => {
  expect(shown(true, { ...at(0), total: undefined })[0]).toContain('from models.test …');
});
