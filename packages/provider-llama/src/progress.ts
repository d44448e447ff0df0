import type { WriteStream } from 'node:tty';

/** How far a download is. */
export interface DownloadProgress {
  /** Bytes so far, those of an earlier attempt included. */
  readonly received: number;
  /** Bytes in all; `undefined` while nobody knows. */
  readonly total: number | undefined;
  /** Who delivers, for people: a host, `pip` or `uv`. */
  readonly source: string;
  /** What is downloaded. @default 'model' */
  readonly what?: 'model' | 'engine' | undefined;
  /** The last one of each source is `done`, once its hash was checked, or `failed`. */
  readonly state: 'running' | 'done' | 'failed';
}

/** Told about a download: at its start, as it goes, and when it is done. */
export type OnProgress = (progress: DownloadProgress) => void;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const barWidth = 24;
/** Milliseconds between two pictures. */
const redrawEvery = 100;

function picture({ received, total, source, what = 'model' }: DownloadProgress): string {
  if (total === undefined) return `llama: fetching the ${what} from ${source} ${received === 0 ? '…' : megabytes(received)}`;
  const share = Math.min(1, received / total);
  const filled = Math.round(share * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `llama: fetching the model from ${source} ${bar} ${String(Math.floor(share * 100))} % of ${megabytes(total)}`;
}

/**
 * Shows a download: a bar that moves on a terminal, one line at the start and one at the end elsewhere.
 *
 * @example
 * createLlama({ onProgress: showProgress(process.stderr) });
 */
export function showProgress(stream: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean | undefined }): OnProgress {
  let source: string | undefined;
  let drawn = 0;
  return (progress) => {
    const { what = 'model' } = progress;
    const isNew = progress.source !== source;
    const done = progress.state !== 'running';
    source = done ? undefined : progress.source;
    if (stream.isTTY === true) {
      const now = performance.now();
      if (!done && !isNew && now - drawn < redrawEvery) return;
      drawn = now;
      stream.write(`\r\u001B[2K${done ? '' : picture(progress)}`);
    } else if (progress.state === 'done') stream.write(`llama: the ${what} is here${progress.received === 0 ? '' : ` (${megabytes(progress.received)})`}\n`);
    else if (isNew && !done) stream.write(`llama: fetching the ${what} from ${progress.source}${progress.total === undefined ? '' : ` (${megabytes(progress.total)})`}\n`);
  };
}
