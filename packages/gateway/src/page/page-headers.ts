const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self'",
  'font-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
} as const;

/**
 * What a browser is told of every file of the page. What a model wrote is shown there: nothing of it may run, and nothing may be fetched
 * from elsewhere, not even the name of a host that a link leads to (browsers look such names up ahead where a page is not encrypted).
 */
export const pageHeaders: { readonly [name: string]: string } = {
  'content-security-policy': Object.entries(policy).map(([name, sources]) => `${name} ${sources}`).join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};
