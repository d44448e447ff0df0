import { Popover } from '@base-ui/react/popover';
import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import type { Answer } from './model/message.ts';

/** Who answered; opened, why it was them, and how fast. */
export function AnsweredByView({ answer }: { readonly answer: Answer }) {
  const { chat } = useStrings();
  const { by, usage, firstMs, totalMs } = answer;
  if (by === undefined) return null;
  const { provider, model, attempts, considered } = by;
  const name = [provider, model].filter((each) => each !== undefined).join('/');
  const outcomes: { readonly [outcome: string]: string } = chat.outcomes;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [chat.firstWords, firstMs === undefined ? undefined : chat.seconds(firstMs / 1_000)],
    [chat.wholeAnswer, totalMs === undefined ? undefined : chat.seconds(totalMs / 1_000)],
    [chat.tokensIn, usage?.input === undefined ? undefined : chat.count(usage.input)],
    [chat.tokensOut, usage?.output === undefined ? undefined : chat.count(usage.output)],
  ];
  return (
    <Popover.Root>
      <Popover.Trigger className="answered-by" title={chat.why}>
        {name === '' ? chat.why : <><span className="visually-hidden">{chat.answeredBy('')}</span>{name}</>}
        <Icon name="chevron-down" size={13} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" align="start" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className="popup why">
            <Popover.Title render={<h2 />}>{chat.why}</Popover.Title>
            {attempts !== undefined && <p>{provider !== undefined && `${chat.answeredBy(name)}. `}{chat.whyAttempts(attempts)}</p>}
            {considered.length > 0 && (
              <ul className="why-list">
                {considered.map((each, index) => (
                  <li key={index}>
                    <strong>{each.provider}{each.model !== undefined && `/${each.model}`}</strong> <span>{outcomes[each.outcome] ?? each.outcome}</span>
                    {each.reason !== undefined && each.reason !== '' && <p className="hint">{each.reason}</p>}
                  </li>
                ))}
              </ul>
            )}
            <dl className="why-facts">
              {facts.map(([label, value]) => value !== undefined && <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
            </dl>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
