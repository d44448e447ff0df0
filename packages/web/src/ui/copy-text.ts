/** Puts a text where it can be pasted from. Where the page comes without TLS from another machine, the browser knows only the old way. */
export async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = Object.assign(document.createElement('textarea'), { value: text, className: 'visually-hidden' });
  document.body.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way
  document.execCommand('copy');
  area.remove();
}
