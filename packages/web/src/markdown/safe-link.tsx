import type { ReactNode } from 'react';
import { Icon } from '../ui/icon.tsx';
import { safeLink } from './safe-url.ts';

/** A link of a model's. Where it leads is in sight, not only under the pointer; the page there learns nothing of this one. */
export function SafeLink({ href, children }: { readonly href: string | undefined; readonly children: ReactNode }) {
  const url = href === undefined ? undefined : safeLink(href);
  if (url === undefined) return <span className="markdown-dead">{children}</span>;
  const target = url.protocol === 'mailto:' ? url.pathname : url.host;
  const isNamed = typeof children === 'string' && children.includes(target);
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer nofollow" title={url.href}>
      {children}
      {!isNamed && <span className="markdown-target"> ({target})</span>}
      <Icon name="external-link" size={12} />
    </a>
  );
}
