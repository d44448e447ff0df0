import type { ButtonHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

/** How a button looks and what it is called. */
export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** @default 'plain' */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  /** Before the words. @default none */
  readonly icon?: IconName;
}

/** A button with words. */
export function Button({ look = 'plain', icon, type = 'button', className = '', children, ...rest }: ButtonProps) {
  return (
    <button type={type} className={`button button-${look} ${className}`} {...rest}>
      {icon !== undefined && <Icon name={icon} size={16} />}
      {children}
    </button>
  );
}

/** A button that shows an icon alone; its label is read out, and shown to whoever points at it. */
export function IconButton({ icon, label, size = 18, type = 'button', className = '', ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { readonly icon: IconName; readonly label: string; readonly size?: number }) {
  return (
    <button type={type} className={`icon-button ${className}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} size={size} />
    </button>
  );
}
