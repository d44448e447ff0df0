import { Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { useStrings } from '../strings/use-strings.ts';
import { Spinner } from '../ui/spinner.tsx';
import { KeyNotice } from './key-notice.tsx';
import { Navigation } from './navigation.tsx';
import { ViewBoundary } from './view-boundary.tsx';
import { views, type View } from './views.ts';

function Shown({ view: { id, Component } }: { readonly view: View }) {
  const { shell } = useStrings();
  useEffect(() => {
    document.title = `${shell.views[id]} · ${shell.name}`;
  }, [id, shell]);
  return (
    <ViewBoundary key={id}>
      <Suspense fallback={<Spinner />}>
        <Component />
      </Suspense>
    </ViewBoundary>
  );
}

function Frame() {
  const { shell } = useStrings();
  const [location] = useLocation();
  const current = views.find(({ id }) => location === `/${id}` || location.startsWith(`/${id}/`));
  return (
    <div className="frame">
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>
        {shell.skip}
      </a>
      <Navigation current={current?.id} />
      <main id="main" className="main" tabIndex={-1}>
        <KeyNotice />
        <Switch>
          {views.map((view) => (
            <Route key={view.id} path={new RegExp(`^/${view.id}(?:/.*)?$`)}>
              <Shown view={view} />
            </Route>
          ))}
          <Route>
            <Redirect to="/chat" replace />
          </Route>
        </Switch>
      </main>
    </div>
  );
}

/** The page: navigation, and the view that its address names. */
export function App() {
  return (
    <Router hook={useHashLocation}>
      <Frame />
    </Router>
  );
}
