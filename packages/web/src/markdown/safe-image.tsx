import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import { SafeLink } from './safe-link.tsx';
import { isPicture } from './safe-url.ts';

/**
 * A picture in an answer. One that lies elsewhere is not fetched: its address alone could carry what was said here to whoever answers
 * there. It is named, with a link.
 */
export function SafeImage({ src, alt = '' }: { readonly src: string | undefined; readonly alt: string | undefined }) {
  const { chat } = useStrings();
  if (src !== undefined && isPicture(src)) return <img className="markdown-picture" src={src} alt={alt} />;
  return (
    <span className="markdown-image">
      <Icon name="image" size={15} /> {chat.imageNotLoaded} <SafeLink href={src}>{alt === '' ? (src ?? '') : alt}</SafeLink>
    </span>
  );
}
