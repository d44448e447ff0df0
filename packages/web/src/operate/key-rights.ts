import type { KeyRights, ListedKey } from '../api/admin.ts';

/** A key as the form has it: texts, empty for what is not said. */
export interface KeyDraft {
  readonly id: string;
  readonly models: string;
  readonly requestsPerMinute: string;
  readonly tokensPerMinute: string;
  readonly perDay: string;
  readonly perMonth: string;
  /** As `datetime-local` has it. */
  readonly expiresAt: string;
  readonly isAdmin: boolean;
}

export const emptyDraft: KeyDraft = { id: '', models: '', requestsPerMinute: '', tokensPerMinute: '', perDay: '', perMonth: '', expiresAt: '', isAdmin: false };

const textOf = (value: number | false | undefined): string => (value === undefined || value === false ? '' : String(value));

/** A moment as `datetime-local` takes it: without a zone, in that of the browser. */
function localText(time: number | undefined): string {
  if (time === undefined) return '';
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What the form shows of a key that is there. */
export function draftOf({ id, models, own, expiresAt, isAdmin }: ListedKey): KeyDraft {
  return {
    id,
    models: models?.join(', ') ?? '',
    requestsPerMinute: textOf(own?.requestsPerMinute),
    tokensPerMinute: textOf(own?.tokensPerMinute),
    perDay: textOf(own?.budget?.perDay),
    perMonth: textOf(own?.budget?.perMonth),
    expiresAt: localText(expiresAt),
    isAdmin,
  };
}

const numberOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** What is said of a key. What is left empty is not there. */
export function rightsOf({ models, requestsPerMinute, tokensPerMinute, perDay, perMonth, expiresAt, isAdmin }: KeyDraft): KeyRights {
  const names = models.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const [requests, tokens, day, month] = [requestsPerMinute, tokensPerMinute, perDay, perMonth].map(numberOf);
  const budget = { ...(day !== undefined && { perDay: day }), ...(month !== undefined && { perMonth: month }) };
  return {
    ...(names.length > 0 && { models: names }),
    ...(requests !== undefined && { requestsPerMinute: requests }),
    ...(tokens !== undefined && { tokensPerMinute: tokens }),
    ...(Object.keys(budget).length > 0 && { budget }),
    ...(expiresAt !== '' && { expiresAt: new Date(expiresAt).getTime() }),
    ...(isAdmin && { isAdmin }),
  };
}

const fields = ['models', 'requestsPerMinute', 'tokensPerMinute', 'budget', 'expiresAt', 'isAdmin'] as const;

/** The change that makes of a key what the form says: what was taken out falls away. */
export function changeOf(before: ListedKey, draft: KeyDraft): { readonly [K in keyof KeyRights]?: KeyRights[K] | null } {
  const [was, rights] = [rightsOf(draftOf(before)), rightsOf(draft)];
  return Object.fromEntries(fields.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(rights[name])).map((name) => [name, rights[name] ?? null]));
}
