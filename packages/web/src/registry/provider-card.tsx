import { useState } from 'react';
import type { Provider } from '../api/providers.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import { useFormat } from '../ui/use-format.ts';
import { FlagChips } from './flag-chips.tsx';
import { ModelsTable } from './models-table.tsx';
import { ProbeButton } from './probe-button.tsx';

/** How somebody is, for colour and words. */
export function conditionOf({ observed: { healthy, successes, failures } }: Provider): 'healthy' | 'unhealthy' | 'doubtful' | 'unobserved' {
  if (healthy === false) return 'unhealthy';
  if (healthy === true && successes > 0) return 'healthy';
  return failures > 0 ? 'doubtful' : healthy === true ? 'healthy' : 'unobserved';
}

const conditionIcons = { healthy: 'circle-check', unhealthy: 'circle-x', doubtful: 'circle-alert', unobserved: 'circle-minus' } as const;
const tones = { healthy: 'good', unhealthy: 'bad', doubtful: 'warn', unobserved: 'none' } as const;

/** What a provider says of itself, and beside it what was seen of it. */
function Standing({ provider }: { readonly provider: Provider }) {
  const { registry } = useStrings();
  const format = useFormat();
  const condition = conditionOf(provider);
  const { successes, failures } = provider.observed;
  return (
    <dl className="standing">
      <div>
        <dt>{registry.declared}</dt>
        <dd data-tone={provider.working ? 'good' : 'none'}><Icon name={provider.working ? 'circle-check' : 'circle-minus'} size={15} /> {provider.working ? registry.working : registry.notWorking}</dd>
      </div>
      <div>
        <dt>{registry.observed}</dt>
        <dd data-tone={tones[condition]} title={registry.calls(format.number(successes), format.number(failures))}>
          <Icon name={conditionIcons[condition]} size={15} /> {registry[condition]}
          {successes + failures > 0 && <span className="hint"> · {registry.calls(format.number(successes), format.number(failures))}</span>}
        </dd>
      </div>
    </dl>
  );
}

/** One provider: what it declares, what was observed of it, and its models. `query` has models shown alone that it is in. */
export function ProviderCard({ provider, query, onProbed }: { readonly provider: Provider; readonly query: string; readonly onProbed: () => void }) {
  const { registry } = useStrings();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const { id, url, local, flags, models, observed: { lastError }, listsModels } = provider;
  const found = query === '' || id.includes(query) ? [] : models.filter((model) => model.id.toLowerCase().includes(query));
  const shown = found.length > 0 ? found : models;
  return (
    <article className="provider" aria-labelledby={`provider-${id}`}>
      <header>
        <div className="provider-name">
          <h2 id={`provider-${id}`}>{id}</h2>
          <p className="hint">{url}{local === true && <> · {registry.local}</>}</p>
        </div>
        <Standing provider={provider} />
        <div className="provider-probe"><ProbeButton id={id} onDone={onProbed} /></div>
      </header>
      <FlagChips flags={flags} />
      {lastError !== undefined && (
        <p className="provider-error">
          <Icon name="triangle-alert" size={15} />
          <span><strong>{registry.lastError}</strong> ({registry.lastErrorOf(lastError.model, format.at(lastError.at))}): {lastError.message}</span>
        </p>
      )}
      <details open={isOpen || found.length > 0} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary><Icon name="chevron-right" size={15} /> {registry.models(found.length > 0 ? registry.count(format.number(found.length), format.number(models.length)) : format.number(models.length))}{listsModels && <span className="hint"> · {registry.listsMore}</span>}</summary>
        {(isOpen || found.length > 0) && <ModelsTable provider={id} models={shown} />}
      </details>
    </article>
  );
}
