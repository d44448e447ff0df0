import type { RecordedChunk, RecordedHeaders, Recording } from './recording.ts';

/** Headers that are kept: what a wire needs, and nothing that says who asked. Any other may hold a key, an account or a cookie. */
const keptHeaders = /^(?:accept|content-(?:type|length)|date|server|retry-after(?:-ms)?|cf-mitigated|[a-z-]*-(?:version|beta)|[a-z-]*ratelimit[a-z-]*)$/;
/** Parts of a query whose values are keys. */
const secretParameter = /key|token|secret|pass|sign|auth|cookie|session/i;
/** Fields of a body whose values are keys, or say who asked. `token` alone is not: it is a word of a model's answer. */
const secretField = /"(?:api[_-]?key|(?:access|auth|refresh|session)[_-]?token|client[_-]?secret|secret|password|pass|authorization|cookie|sign|organi[sz]ation(?:_id)?|org_id|project_id|user_id|account_id)"\s*:\s*"((?:[^"\\]|\\.)*)"/gi;
/** Ids of organisations, projects and users, as OpenAI and those who took after it write them. */
const account = /(?<![A-Za-z0-9_-])(?:org|proj|user|acct)[-_][A-Za-z0-9]{12,}/g;

/** As many bytes as it stands for, so that lengths and chunk borders stay what they were. */
const struck = (text: string): string => 'redacted-'.repeat(Math.ceil(text.length / 9)).slice(0, text.length);

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

/** How a secret may stand in a body: as it is, inside JSON, inside a URL. Long ones first: one may hold another. */
function spellings(secrets: readonly string[]): readonly string[] {
  const all = secrets.filter((secret) => secret !== '').flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())]);
  return [...new Set(all)].map(latin1).sort((a, b) => b.length - a.length);
}

/** Strikes secrets out of text that has one character a byte. */
function strike(text: string, secrets: readonly string[]): string {
  return secrets
    .reduce((rest, secret) => rest.replaceAll(secret, struck(secret)), text)
    .replaceAll(secretField, (field: string, value: string) => (value === '' ? field : `${field.slice(0, -1 - value.length)}${struck(value)}"`))
    .replaceAll(account, struck);
}

const strikeBytes = (bytes: Uint8Array, secrets: readonly string[]): Uint8Array =>
  new Uint8Array(Buffer.from(strike(Buffer.from(bytes).toString('latin1'), secrets), 'latin1'));

/** The chunks as one, struck, and parted again where they were: a secret may lie across their borders. */
function strikeChunks(chunks: readonly RecordedChunk[], secrets: readonly string[]): readonly RecordedChunk[] {
  const whole = strikeBytes(Buffer.concat(chunks.map(({ bytes }) => bytes)), secrets);
  let from = 0;
  return chunks.map(({ at, bytes }) => ({ at, bytes: whole.slice(from, (from += bytes.length)) }));
}

const keep = (headers: RecordedHeaders, secrets: readonly string[]): RecordedHeaders =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (keptHeaders.test(name) ? [[name, strike(value, secrets)]] : [])));

/** The query's keys, by their values. */
const parametersOf = (path: string): readonly string[] => [...new URL(path, 'http://localhost').searchParams].flatMap(([name, value]) => (secretParameter.test(name) ? [value] : []));

function strikePath(path: string, secrets: readonly string[]): string {
  const { pathname, search } = new URL(path, 'http://localhost');
  const query = search.replaceAll(/([?&][^=&]*)=([^&]*)/g, (pair: string, name: string) => (secretParameter.test(name) ? `${name}=redacted` : pair));
  return strike(pathname + query, secrets);
}

/** The credentials in a request's own headers: `Bearer …` and the like without the first word. */
const credentialsIn = (headers: RecordedHeaders): readonly string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    /key|token|secret|auth|cookie|session|organi[sz]ation|project/i.test(name) && !keptHeaders.test(name) ? [value, ...value.split(/[\s;,=]+/)].filter((each) => each.length >= 8) : [],
  );

/**
 * Strikes what is secret out of a recording: every header that a wire does not need, keys in the query, the ids of accounts, and each
 * secret wherever it stands in a body, across chunk borders too. Lengths and chunk borders stay as they were.
 *
 * @param secrets what else must not show, for example {@link secretsOf} the environment
 */
export function scrubRecording({ from, request, answer }: Recording, secrets: readonly string[] = []): Recording {
  const all = spellings([...secrets, ...credentialsIn(request.headers), ...credentialsIn(answer.headers), ...parametersOf(request.path)]);
  return {
    from: strike(from, all),
    request: { method: request.method, path: strikePath(request.path, all), headers: keep(request.headers, all), body: strikeBytes(request.body, all) },
    answer: { ...answer, headers: keep(answer.headers, all), chunks: strikeChunks(answer.chunks, all) },
  };
}
