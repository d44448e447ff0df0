import { Link } from 'wouter';
import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import { Preferences } from './preferences.tsx';
import { views, type View } from './views.ts';
import './navigation.css';

/** The way between the views: a rail beside them, on a phone a bar below. */
export function Navigation({ current }: { readonly current: View['id'] | undefined }) {
  const { shell } = useStrings();
  return (
    <nav className="navigation" aria-label={shell.navigation}>
      <img className="navigation-mark" src="/favicon.svg" alt="" width={28} height={28} />
      <ul className="navigation-views">
        {views.map(({ id, icon }) => (
          <li key={id}>
            <Link className="navigation-view" href={`/${id}`} aria-current={id === current ? 'page' : undefined}>
              <Icon name={icon} size={20} />
              <span>{shell.views[id]}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Preferences />
    </nav>
  );
}
