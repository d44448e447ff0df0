import { useEffect, useRef, useState } from 'react';
import { probe, type Probe } from '../api/registry.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';
import { sayFailure } from '../ui/say-failure.ts';
import { useFormat } from '../ui/use-format.ts';

/** What came of a probe, in words. */
type Outcome = { readonly words: string; readonly isGood: boolean } | undefined;

/** Has a provider asked one small question, and says how that went. */
export function ProbeButton({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { registry, shell } = useStrings();
  const format = useFormat();
  const [outcome, setOutcome] = useState<Outcome>();
  const [isAsking, setIsAsking] = useState(false);
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), []);

  const say = ({ model, asked, answered, firstContentMs, totalMs, error }: Probe): Outcome => {
    if (answered) return { words: registry.probed(model, format.ms(firstContentMs ?? totalMs), format.ms(totalMs)), isGood: true };
    return { words: asked ? registry.probeFailed(error?.message ?? '') : registry.probeIdle(error?.message ?? ''), isGood: false };
  };
  async function ask(): Promise<void> {
    const controller = (asking.current = new AbortController());
    setIsAsking(true);
    setOutcome(undefined);
    try {
      setOutcome(say(await probe(id, controller.signal)));
      onDone();
    } catch (error) {
      if (!controller.signal.aborted) setOutcome({ words: sayFailure(error, shell), isGood: false });
    } finally {
      if (!controller.signal.aborted) setIsAsking(false);
    }
  }
  return (
    <>
      <Button icon="zap" disabled={isAsking} aria-label={`${registry.probe}: ${id}`} onClick={() => void ask()}>{isAsking ? registry.probing : registry.probe}</Button>
      <p className="probe-outcome" role="status" data-good={outcome?.isGood}>{outcome?.words}</p>
    </>
  );
}
