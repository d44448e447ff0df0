import type { SupportedUrls } from './language-model.ts';

/** Tells whether the service fetches an address of this media type by itself, in the way of the SDK: patterns match lower-case addresses. */
export function supportsUrl(supported: SupportedUrls, mediaType: string, { href }: URL): boolean {
  const type = mediaType.toLowerCase();
  return Object.entries(supported).some(([pattern, addresses]) => {
    const wanted = pattern.toLowerCase();
    const prefix = wanted === '*' || wanted === '*/*' ? '' : wanted.replace(/\*$/, '');
    const fits = wanted.endsWith('*') ? type.startsWith(prefix) : type === wanted;
    return fits && addresses.some((address) => new RegExp(address.source, address.flags.replace(/[gy]/g, '')).test(href.toLowerCase()));
  });
}
