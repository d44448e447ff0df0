import { Popover } from '@base-ui/react/popover';
import { useId } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import type { Ask } from './model/message.ts';

/** A field of a number that may be empty. */
function NumberField({ label, hint, value, min, max, step, onChange }: { readonly label: string; readonly hint: string; readonly value: number | undefined; readonly min: number; readonly max: number; readonly step: number; readonly onChange: (value: number | undefined) => void }) {
  const [id, hintId] = [useId(), useId()];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" type="number" inputMode="decimal" min={min} max={max} step={step} defaultValue={value} aria-describedby={hintId} onChange={({ target }) => target.validity.valid && onChange(target.value === '' ? undefined : target.valueAsNumber)} />
      <p id={hintId} className="hint">{hint}</p>
    </div>
  );
}

/** System prompt, temperature and limit of a conversation. */
export function AskSettings({ ask, onChange }: { readonly ask: Ask; readonly onChange: (ask: Ask) => void }) {
  const { chat } = useStrings();
  const [title, system, hint] = [useId(), useId(), useId()];
  const isChanged = ask.system.trim() !== '' || ask.temperature !== undefined || ask.maxTokens !== undefined;
  return (
    <Popover.Root>
      <Popover.Trigger className="icon-button" aria-label={chat.settings} title={chat.settings} data-changed={isChanged || undefined}>
        <Icon name="settings-2" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" align="end" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className="popup ask-settings" aria-labelledby={title}>
            <h2 id={title}>{chat.settings}</h2>
            <div className="field">
              <label htmlFor={system}>{chat.system}</label>
              <textarea id={system} className="input" rows={5} defaultValue={ask.system} aria-describedby={hint} onChange={(event) => onChange({ ...ask, system: event.target.value })} />
              <p id={hint} className="hint">{chat.systemHint}</p>
            </div>
            <NumberField label={chat.temperature} hint={chat.temperatureHint} value={ask.temperature} min={0} max={2} step={0.1} onChange={(temperature) => onChange({ ...ask, temperature })} />
            <NumberField label={chat.maxTokens} hint={chat.maxTokensHint} value={ask.maxTokens} min={1} max={1_000_000} step={1} onChange={(maxTokens) => onChange({ ...ask, maxTokens })} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
