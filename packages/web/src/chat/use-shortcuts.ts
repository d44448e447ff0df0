import { useEffect, useRef } from 'react';

/** What keys do, and which. `mod` is Ctrl, on Apple's machines also ⌘. */
export const shortcuts = {
  stop: 'Escape',
  newChat: 'mod+shift+O',
  search: 'mod+K',
  model: 'alt+M',
  composer: 'shift+Escape',
  help: 'mod+/',
} as const;

/** Something that keys do. */
export type Shortcut = keyof typeof shortcuts;

const codes: { readonly [key: string]: string } = { O: 'KeyO', K: 'KeyK', M: 'KeyM', '/': 'Slash', Escape: 'Escape' };

/** By where the key is and not what it writes: so they hold in a Russian layout too. */
function matches(event: KeyboardEvent, combination: string): boolean {
  const keys = combination.split('+');
  const key = keys.at(-1) ?? '';
  return event.code === codes[key] && keys.includes('mod') === (event.ctrlKey || event.metaKey) && keys.includes('shift') === event.shiftKey && keys.includes('alt') === event.altKey;
}

/** Has keys do something, wherever the focus is, while a component is shown. */
export function useShortcuts(actions: { readonly [shortcut in Shortcut]?: () => void }): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = (Object.keys(shortcuts) as Shortcut[]).find((each) => matches(event, shortcuts[each]));
      const action = name === undefined ? undefined : latest.current[name];
      // A dialog or a list that is open has Escape for itself.
      if (action === undefined || (event.code === 'Escape' && document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null)) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
