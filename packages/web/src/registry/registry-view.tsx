import { useDeferredValue, useState } from 'react';
import { useLocation } from 'wouter';
import { listProviders, type Provider } from '../api/providers.ts';
import { useResource } from '../api/use-resource.ts';
import { useStrings } from '../strings/use-strings.ts';
import { IconButton } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useFormat } from '../ui/use-format.ts';
import { ViewHeader } from '../ui/view-header.tsx';
import { ExplainPanel } from './explain-panel.tsx';
import { conditionOf, ProviderCard } from './provider-card.tsx';
import './registry.css';

type Kind = 'all' | 'ready' | 'troubled';

const isOf = (kind: Kind, provider: Provider): boolean => (kind === 'all' ? true : kind === 'ready' ? provider.working : conditionOf(provider) === 'unhealthy' || conditionOf(provider) === 'doubtful');
const has = ({ id, url, models }: Provider, query: string): boolean => [id, url, ...models.map((model) => model.id)].some((text) => text.toLowerCase().includes(query));

/** Everybody, those that are ready first. */
function Providers({ providers, onProbed }: { readonly providers: readonly Provider[]; readonly onProbed: () => void }) {
  const { registry } = useStrings();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<Kind>('all');
  const query = useDeferredValue(typed.trim().toLowerCase());
  const shown = providers.filter((provider) => isOf(kind, provider) && has(provider, query)).toSorted((a, b) => Number(b.working) - Number(a.working));
  return (
    <>
      <div className="registry-tools">
        <div className="registry-search">
          <Icon name="search" size={16} />
          <input className="input" type="search" value={typed} placeholder={registry.search} aria-label={registry.search} onChange={(event) => setTyped(event.target.value)} />
        </div>
        <Segments label={registry.show} value={kind} options={[{ value: 'all', label: registry.kinds.all }, { value: 'ready', label: registry.kinds.ready }, { value: 'troubled', label: registry.kinds.troubled }]} onChange={setKind} />
        <p className="hint" role="status">{registry.count(format.number(shown.length), format.number(providers.length))}</p>
      </div>
      {shown.length === 0 ? <p className="empty">{registry.none}</p> : shown.map((provider) => <ProviderCard key={provider.id} provider={provider} query={query} onProbed={onProbed} />)}
    </>
  );
}

/** The view `#/registry`: who is there, and at `#/registry/explain` who would answer what. */
export function RegistryView() {
  const { registry } = useStrings();
  const [location, navigate] = useLocation();
  const { data, error, isLoading, reload } = useResource(listProviders);
  const part = location.startsWith('/registry/explain') ? 'explain' : 'providers';
  return (
    <>
      <ViewHeader title={registry.title}>
        <Segments label={registry.views} value={part} options={[{ value: 'providers', label: registry.providers }, { value: 'explain', label: registry.explain }]} onChange={(value) => navigate(value === 'explain' ? '/registry/explain' : '/registry')} />
        <IconButton icon="refresh-cw" label={registry.refresh} disabled={isLoading} onClick={reload} />
      </ViewHeader>
      <div className="registry">
        {error !== undefined && <Failure error={error} onRetry={reload} />}
        {data === undefined ? isLoading && <Spinner /> : part === 'explain' ? <ExplainPanel providers={data} /> : <Providers providers={data} onProbed={reload} />}
      </div>
    </>
  );
}
