import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';

/** What a model thought before it answered: folded, to be opened. Drawn as plain text, as it came. */
export function Reasoning({ text, isOpen }: { readonly text: string; readonly isOpen: boolean }) {
  const { chat } = useStrings();
  return (
    <details className="reasoning">
      <summary>
        <Icon name="chevron-right" size={15} />
        <span>{isOpen ? chat.thinking : chat.thought}</span>
      </summary>
      <p>{text}</p>
    </details>
  );
}
