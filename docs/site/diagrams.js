/** For markdown-it: a "```mermaid" fence becomes the component that draws it, with its text as what is shown until then. */
export function diagrams(md) {
  const { fence } = md.renderer.rules;
  md.renderer.rules.fence = (...args) => {
    const [tokens, index] = args;
    const { info, content } = tokens[index];
    if (info.trim() !== 'mermaid') return fence(...args);
    return `<Diagram code="${encodeURIComponent(content)}"><pre v-pre>${md.utils.escapeHtml(content)}</pre></Diagram>\n`;
  };
}
