import { useEffect, useRef, useState } from 'react';
import type { Provider } from '../api/providers.ts';
import { explain, type Explained, type ExplainedCandidate } from '../api/registry.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icon.tsx';
import { useFormat } from '../ui/use-format.ts';
import { ExplainFormView } from './explain-form.tsx';
import { emptyForm, queryOf, type ExplainForm } from './explain-query.ts';
import { sayReason } from './say-reason.ts';

const marks = { chosen: 'circle-check', after: 'chevron-right', out: 'circle-x' } as const;
const verdictOf = ({ chosen, matches }: ExplainedCandidate): keyof typeof marks => (chosen ? 'chosen' : matches ? 'after' : 'out');

function Candidate({ candidate }: { readonly candidate: ExplainedCandidate }) {
  const { registry } = useStrings();
  const format = useFormat();
  const { provider, model, replaces, reasons } = candidate;
  const verdict = verdictOf(candidate);
  return (
    <li className="candidate" data-verdict={verdict}>
      <Icon name={marks[verdict]} />
      <div>
        <h3>{provider}{model !== undefined && <span className="hint"> {model}{replaces !== undefined && ` ${registry.replaces(replaces)}`}</span>}</h3>
        {verdict === 'chosen' ? <p>{registry.isChosen}</p> : reasons.map((reason, index) => <p key={index}>{sayReason(reason, registry, format)}</p>)}
      </div>
      <span className="candidate-verdict">{registry.verdicts[verdict]}</span>
    </li>
  );
}

/** Says of a query who would answer, and of everybody else why not. */
export function ExplainPanel({ providers }: { readonly providers: readonly Provider[] }) {
  const { registry } = useStrings();
  const [form, setForm] = useState<ExplainForm>(emptyForm);
  const [answer, setAnswer] = useState<Explained>();
  const [error, setError] = useState<unknown>();
  const [isAsking, setIsAsking] = useState(false);
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), []);
  const models = [...new Set(providers.flatMap(({ id, models: own, aliases = {} }) => [...own.flatMap((model) => [model.id, `${id}/${model.id}`]), ...Object.keys(aliases)]))].toSorted();

  async function ask(): Promise<void> {
    asking.current?.abort();
    const { signal } = (asking.current = new AbortController());
    setIsAsking(true);
    setError(undefined);
    try {
      const found = await explain(queryOf(form), signal);
      if (!signal.aborted) setAnswer(found);
    } catch (failure) {
      if (!signal.aborted) setError(failure);
    } finally {
      if (!signal.aborted) setIsAsking(false);
    }
  }
  return (
    <div className="explain">
      <div className="explain-question">
        <p className="hint">{registry.explainHint}</p>
        <ExplainFormView form={form} models={models} isAsking={isAsking} onChange={setForm} onAsk={() => void ask()} />
      </div>
      <div className="explain-answer" aria-live="polite">
        {error !== undefined && <Failure error={error} onRetry={() => void ask()} />}
        {error === undefined && answer !== undefined && (
          <>
            <h2>{answer.chosen === null ? registry.nobody : registry.answered(answer.chosen.provider, answer.chosen.model)}</h2>
            <ol>{answer.candidates.toSorted((a, b) => Number(b.chosen) - Number(a.chosen) || Number(b.matches) - Number(a.matches)).map((candidate) => <Candidate key={candidate.provider} candidate={candidate} />)}</ol>
          </>
        )}
      </div>
    </div>
  );
}
