import { useStrings } from '../strings/use-strings.ts';
import type { Strings } from '../strings/strings.ts';
import { Icon } from '../ui/icon.tsx';

/** The flags that every provider is shown by, in order; those that a package has added come after them. */
export const shownFlags = ['supportsMessageHistory', 'supportsSystemMessage', 'supportsTools', 'supportsImages', 'supportsFiles', 'supportsStructuredOutput', 'supportsReasoning', 'needsAuth'] as const;

/** A flag in words, where there are any. */
export function nameOfFlag(flag: string, { flagNames }: Strings['registry']): string {
  return Object.entries(flagNames).find(([name]) => name === flag)?.[1] ?? flag;
}

const icons = { yes: 'check', no: 'x', undeclared: 'circle-question-mark' } as const;
/** Of what is no ability, a "no" is no lack. */
const isAbility = (flag: string): boolean => flag.startsWith('supports');
const stateOf = (declared: unknown): keyof typeof icons => (declared === true ? 'yes' : declared === false ? 'no' : 'undeclared');

/** What a provider declares, each flag with its state in sight and in words. */
export function FlagChips({ flags }: { readonly flags: { readonly [name: string]: unknown } }) {
  const { registry } = useStrings();
  const known: ReadonlySet<string> = new Set([...shownFlags, 'supportsGpt35Turbo', 'local', 'working']);
  const names = [...shownFlags, ...Object.keys(flags).filter((name) => !known.has(name) && typeof flags[name] === 'boolean')];
  return (
    <ul className="flag-chips" aria-label={registry.flags}>
      {names.map((name) => {
        const state = stateOf(flags[name]);
        return (
          <li key={name} className="flag-chip" data-state={state} data-ability={isAbility(name)} title={`${name}: ${registry.flagStates[state]}`}>
            <Icon name={icons[state]} size={13} />
            {nameOfFlag(name, registry)}
            <span className="visually-hidden">: {registry.flagStates[state]}</span>
          </li>
        );
      })}
    </ul>
  );
}
