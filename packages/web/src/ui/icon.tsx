import type { IconName } from './icon-names.ts';

/** An icon beside words, or in a control that has a label of its own: for those who listen it says nothing. */
export function Icon({ name, size = 18 }: { readonly name: IconName; /** Pixels. @default 18 */ readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} aria-hidden="true" focusable="false">
      <use href={`#icon-${name}`} />
    </svg>
  );
}
