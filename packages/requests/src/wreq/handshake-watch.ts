const headerLength = 5;
const applicationData = 23;

/**
 * Reads the TLS records that a client sends, and calls `onDone` at the first one of application data: with TLS 1.3 that is its
 * `Finished`, with TLS 1.2 the request itself. Either way the server has done its part by then.
 */
export function watchHandshake(onDone: () => void): (chunk: Uint8Array) => void {
  let header: number[] = [];
  let body = 0;
  let isDone = false;
  return (chunk) => {
    for (let at = 0; !isDone && at < chunk.length; ) {
      if (body > 0) {
        const part = Math.min(body, chunk.length - at);
        body -= part;
        at += part;
        continue;
      }
      header.push(chunk[at++] ?? 0);
      if (header[0] === applicationData) {
        isDone = true;
        onDone();
      } else if (header.length === headerLength) {
        body = (header[3] ?? 0) * 256 + (header[4] ?? 0);
        header = [];
      }
    }
  };
}
