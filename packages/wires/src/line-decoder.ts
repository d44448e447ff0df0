/** Cuts text into lines as it comes. */
export interface LineDecoding {
  /** The lines that are whole by now, without their ends. */
  readonly push: (text: string) => string[];
  /** The last line, if the text did not end with a line end. */
  readonly end: () => string[];
}

/**
 * Cuts text into lines at LF, CRLF or CR, also when a CRLF is split across two chunks.
 *
 * @example
 * const decoder = createLineDecoder();
 * decoder.push('{"a":1}\r'); // ['{"a":1}']
 * decoder.push('\n{"b":2}'); // []
 * decoder.end(); // ['{"b":2}']
 */
export function createLineDecoder(): LineDecoding {
  const pending: string[] = [];
  let endedInReturn = false;
  return {
    push(text) {
      const fresh = endedInReturn && text.startsWith('\n') ? text.slice(1) : text;
      if (text !== '') endedInReturn = text.endsWith('\r');
      const [first = '', ...others] = fresh.split(/\r\n|\n|\r/);
      pending.push(first);
      const last = others.pop();
      if (last === undefined) return [];
      const lines = [pending.join(''), ...others];
      pending.splice(0, pending.length, last);
      return lines;
    },
    end() {
      const rest = pending.splice(0).join('');
      return rest === '' ? [] : [rest];
    },
  };
}
