import { lazy, Suspense } from 'react';

const load = async () => ({ default: (await import('./markdown-blocks.tsx')).MarkdownBlocks });
const Drawn = lazy(load);

/** Loads what draws Markdown ahead, once the page has nothing better to do. */
export function preloadMarkdown(): void {
  // One that does not come now is asked for again when it is needed.
  const ahead = (): void => void load().catch(() => undefined);
  if ('requestIdleCallback' in window) requestIdleCallback(ahead);
  else setTimeout(ahead, 1_000);
}

/** A text of a model's, as Markdown. What draws it is loaded with the first one; until then the text stands there as it is. */
export function MarkdownText(props: { readonly text: string; readonly isOpen: boolean }) {
  return (
    <Suspense fallback={<p className="markdown-plain">{props.text}</p>}>
      <Drawn {...props} />
    </Suspense>
  );
}
