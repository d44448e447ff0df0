import { Popover } from '@base-ui/react/popover';
import { useId } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { KeyForm } from './key-form.tsx';
import { useSettings } from './settings.ts';

/** Theme, language and key: what holds for the whole page in this browser. */
export function Preferences() {
  const { shell } = useStrings();
  const { theme, language } = useSettings();
  const title = useId();
  return (
    <Popover.Root>
      <Popover.Trigger className="navigation-view" aria-label={shell.preferences}>
        <Icon name="settings-2" size={20} />
        <span>{shell.preferences}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" side="right" align="end" sideOffset={10} collisionPadding={8}>
          <Popover.Popup className="popup preferences" aria-labelledby={title}>
            <h2 id={title}>{shell.preferences}</h2>
            <Segments label={shell.theme} value={theme} options={[{ value: 'system', label: shell.themes.system, icon: 'monitor' }, { value: 'light', label: shell.themes.light, icon: 'sun' }, { value: 'dark', label: shell.themes.dark, icon: 'moon' }]} onChange={(value) => useSettings.setState({ theme: value })} />
            <Segments label={shell.language} value={language} options={[{ value: 'system', label: shell.languages.system, icon: 'monitor' }, { value: 'en', label: shell.languages.en }, { value: 'ru', label: shell.languages.ru }]} onChange={(value) => useSettings.setState({ language: value })} />
            <KeyForm />
            <a className="preferences-licences" href="/third-party.txt" target="_blank" rel="noopener">{shell.licences}</a>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
