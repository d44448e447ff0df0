import cluster from 'node:cluster';
import { once } from 'node:events';

interface Asked {
  readonly type: 'g4f:metrics?';
  readonly id: number;
}

interface Told {
  readonly type: 'g4f:metrics';
  readonly id: number;
  readonly text: string;
}

const isMessage = <T extends Asked | Told>(message: unknown, type: T['type']): message is T => typeof message === 'object' && message !== null && 'type' in message && message.type === type;

let asked = 0;

/** In a worker: the metrics of all workers together, added up by the primary. */
export async function clusterMetrics(): Promise<string> {
  const id = asked++;
  process.send?.({ type: 'g4f:metrics?', id } satisfies Asked);
  for (;;) {
    const [message] = (await once(process, 'message', { signal: AbortSignal.timeout(6_000) })) as [unknown];
    if (isMessage<Told>(message, 'g4f:metrics') && message.id === id) return message.text;
  }
}

/** In the primary: adds up the metrics of the workers for whichever of them asks. */
export function answerMetrics(): void {
  cluster.on('message', (worker, message: unknown) => {
    if (!isMessage<Asked>(message, 'g4f:metrics?')) return;
    const answer = async (): Promise<void> => {
      const { default: prometheus } = await import('prom-client');
      const text = await new prometheus.AggregatorRegistry().clusterMetrics();
      worker.send({ type: 'g4f:metrics', id: message.id, text } satisfies Told);
    };
    answer().catch(() => undefined); // the worker that asked gives up by itself
  });
}
