import { lazy, Suspense } from 'react';

const Drawn = lazy(async () => ({ default: (await import('./maths-drawn.tsx')).MathsDrawn }));

/** A formula, by KaTeX, which is loaded with the first one. Until then its source stands there. */
export function Maths({ text, isDisplay = false }: { readonly text: string; readonly isDisplay?: boolean }) {
  return (
    <Suspense fallback={<code className="markdown-code">{text}</code>}>
      <Drawn text={text} isDisplay={isDisplay} />
    </Suspense>
  );
}
