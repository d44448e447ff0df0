import { useState } from 'react';
import { windows, type Stats, type WindowName } from '../api/admin.ts';
import { useAdminKey } from '../api/admin-key.ts';
import { useStrings } from '../strings/use-strings.ts';
import { IconButton } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Segments } from '../ui/segments.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useFormat } from '../ui/use-format.ts';
import { ViewHeader } from '../ui/view-header.tsx';
import { AdminGate, isBarred } from './admin-gate.tsx';
import { Charts } from './charts.tsx';
import { Keys } from './keys.tsx';
import { ProviderNumbers } from './provider-numbers.tsx';
import { SeriesSelect } from './series-select.tsx';
import { Tiles } from './tiles.tsx';
import { useStats } from './use-stats.ts';
import './operate.css';

/** Whose numbers these are. */
function Scope({ scope: { of, processes, since, shared } }: { readonly scope: Stats['scope'] }) {
  const { operate: { scope } } = useStrings();
  const format = useFormat();
  const words = of === 'process' ? scope.process(format.at(since)) : scope.host(format.number(processes), format.at(since));
  return <p className="hint">{words}{shared !== undefined && ` ${shared === 'up' ? scope.shared : scope.away}`}</p>;
}

/** The view `#/operate`: what the gateway does, in numbers, and who may ask it. For admins. */
export function OperateView() {
  const { operate } = useStrings();
  const [window, setWindow] = useState<WindowName>('15m');
  const [of, setOf] = useState('all');
  const [isPaused, setIsPaused] = useState(false);
  const hasKey = useAdminKey(({ key }) => key !== '');
  const { stats, error } = useStats(window, of, isPaused);
  if (isBarred(error)) return <><ViewHeader title={operate.title} /><AdminGate error={error} /></>;
  return (
    <>
      <ViewHeader title={operate.title}>
        {hasKey && <IconButton icon="key-round" label={operate.leave} onClick={() => useAdminKey.setState({ key: '' })} />}
      </ViewHeader>
      <div className="operate">
        <div className="operate-tools">
          <Segments label={operate.window} value={window} options={windows.map((name) => ({ value: name, label: operate.windows[name] }))} onChange={setWindow} />
          <SeriesSelect stats={stats} value={of} onChange={setOf} />
          <IconButton icon={isPaused ? 'play' : 'pause'} label={isPaused ? operate.resume : operate.pause} onClick={() => setIsPaused(!isPaused)} />
        </div>
        {error !== undefined && <Failure error={error} />}
        {stats === undefined ? error === undefined && <Spinner /> : (
          <>
            <Tiles stats={stats} />
            <Charts series={stats.series} />
            <section className="operate-part" aria-labelledby="operate-providers">
              <header><h2 id="operate-providers">{operate.providers}</h2></header>
              <ProviderNumbers providers={stats.providers} />
            </section>
            <Keys stats={stats} />
            <Scope scope={stats.scope} />
          </>
        )}
      </div>
    </>
  );
}
