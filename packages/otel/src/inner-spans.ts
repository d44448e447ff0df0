import { context, trace, type Span } from '@opentelemetry/api';

const withInner = new WeakSet<Span>();

/** Notes that the active span has one inside it that counts tokens. */
export function noteInner(): void {
  const around = trace.getSpan(context.active());
  if (around !== undefined) withInner.add(around);
}

/** Whether tokens are counted by spans inside this one: on both they would be counted twice. */
export const hasInner = (span: Span): boolean => withInner.has(span);
