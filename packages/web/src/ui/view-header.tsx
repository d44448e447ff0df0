import type { ReactNode } from 'react';

/** The head of a view: its title, and what can be done with all of it. */
export function ViewHeader({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <header className="view-header">
      <h1>{title}</h1>
      {children !== undefined && <div className="view-header-actions">{children}</div>}
    </header>
  );
}
