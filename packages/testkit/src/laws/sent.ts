import type { UpstreamCall } from '../servers/upstream.ts';

/** All that upstream was told in a request, as one text. */
export const sent = ({ path, headers, body }: UpstreamCall): string => `${decoded(path)}\n${JSON.stringify(headers)}\n${body}`;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
