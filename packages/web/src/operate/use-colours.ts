import { useEffect, useState } from 'react';
import { useSettings } from '../shell/settings.ts';

/** Another number whenever colours are others: by the page's theme, or by the system's. */
export function useThemeCount(): number {
  const theme = useSettings((settings) => settings.theme);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const next = (): void => setCount((before) => before + 1);
    next();
    media.addEventListener('change', next);
    return () => media.removeEventListener('change', next);
  }, [theme]);
  return count;
}

/** A colour as a canvas takes it: `light-dark()` and variables are none. */
export function colourOf(element: Element): string {
  return getComputedStyle(element).color;
}
