const picture = /^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=\s]+$/;

/** Where a link of a model's may lead: to web pages and addresses of mail. Everything else leads nowhere. */
export function safeLink(url: string): URL | undefined {
  const parsed = URL.parse(url.trim());
  return parsed !== null && ['http:', 'https:', 'mailto:'].includes(parsed.protocol) ? parsed : undefined;
}

/** Whether a picture is there itself and not elsewhere. Drawings (SVG) are left out: they may hold more than a picture. */
export const isPicture = (url: string): boolean => picture.test(url);
