/** Takes the older forms of fonts out of a stylesheet that offers WOFF2 too: every browser that can show the page knows that. */
export function modernFonts() {
  return {
    name: 'modern-fonts',
    enforce: 'pre',
    transform: { filter: { id: /katex.*\.css/ }, handler: (code) => code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(['"][^'"]+['"]\)/g, '') },
  };
}
