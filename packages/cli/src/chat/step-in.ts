import type { Io } from '../io.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Asked } from './answer.ts';

/** Lets the offline responder answer, and says why and what it is. */
export async function stepIn(why: string, { random }: Io, { warn }: Terminal): Promise<Asked> {
  const { createOffline } = await import('../offline/offline.ts');
  const provider = createOffline(random);
  warn(`no model could be reached: ${why}`);
  warn('what answers now is no model but a handful of rules (ELIZA)');
  return { provider, who: () => ({ id: provider.id, model: 'eliza' }), ignoresSystem: true };
}
