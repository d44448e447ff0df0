import katex from 'katex';
import { useLayoutEffect, useRef, useState } from 'react';
import 'katex/dist/katex.min.css';

/**
 * Draws a formula. KaTeX makes elements here and no HTML: the policy of the page lets no `style` in HTML count. `trust` stays off, so that
 * a formula cannot hold links or pictures.
 */
export function MathsDrawn({ text, isDisplay }: { readonly text: string; readonly isDisplay: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  const [isBroken, setIsBroken] = useState(false);
  useLayoutEffect(() => {
    if (place.current === null) return;
    try {
      katex.render(text, place.current, { displayMode: isDisplay, throwOnError: true, trust: false, maxExpand: 200, maxSize: 20, strict: 'ignore' });
      setIsBroken(false);
    } catch {
      setIsBroken(true);
    }
  }, [text, isDisplay]);
  return (
    <>
      {isBroken && <code className="markdown-code">{text}</code>}
      <span ref={place} className={isDisplay ? 'markdown-formula' : undefined} hidden={isBroken} tabIndex={isDisplay ? 0 : undefined} role={isDisplay ? 'math' : undefined} aria-label={isDisplay ? text : undefined} />
    </>
  );
}
