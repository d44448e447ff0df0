import type { NativeField } from '../values/sealed.ts';

/** Whose a signature is that bears no mark. */
export const nativeSignature = { provider: 'anthropic', key: 'signature' } as const satisfies NativeField;
/** Whose redacted thinking is that bears no mark. */
export const nativeRedacted = { provider: 'anthropic', key: 'redactedData' } as const satisfies NativeField;
