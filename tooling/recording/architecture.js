import { writeFileSync } from 'node:fs';

/** Draws docs/pictures/architecture-light.svg and -dark.svg: what the house is made of, and which way a request goes. */
const themes = {
  light: { ink: '#1f2328', soft: '#59636e', line: '#8c959f', box: '#f6f8fa', edge: '#d1d9e0', accent: '#0969da', fill: '#ddf4ff' },
  dark: { ink: '#f0f6fc', soft: '#9198a1', line: '#656c76', box: '#151b23', edge: '#3d444d', accent: '#4493f8', fill: '#121d2f' },
};
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A box with a title, and lines of smaller words below it. */
const box = (c, { x, y, w, h, title, lines = [], isMain = false }) => {
  const top = y + h / 2 - (lines.length * 17) / 2 + 5;
  return [
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="8" fill="${isMain ? c.fill : c.box}" stroke="${isMain ? c.accent : c.edge}" stroke-width="${isMain ? 1.5 : 1}"/>`,
    `<text x="${x + w / 2}" y="${top}" fill="${c.ink}" font-weight="600" font-size="14">${escape(title)}</text>`,
    ...lines.map((line, index) => `<text x="${x + w / 2}" y="${top + 18 + index * 17}" fill="${c.soft}" font-size="12">${escape(line)}</text>`),
  ].join('\n');
};

/** An arrow from place to place, with a word on it. */
const arrow = (c, [x1, y1], [x2, y2], word = '') => {
  const middle = (x1 + x2) / 2;
  const label = word === '' ? '' : `<text x="${middle}" y="${Math.min(y1, y2) - 8}" fill="${c.soft}" font-size="11">${escape(word)}</text>`;
  return `<path d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}" fill="none" stroke="${c.line}" stroke-width="1.5" marker-end="url(#tip)"/>${label}`;
};

const callers = [
  { title: 'your code', lines: ['for await (const chunk of …)'] },
  { title: 'AI SDK', lines: ['streamText, useChat'] },
  { title: '@g4f/gateway', lines: ['any OpenAI, Anthropic', 'or Gemini client'] },
  { title: 'g4f', lines: ['in the terminal'] },
];
const providers = [
  { title: 'provider-openai', lines: ['OpenAI, Groq, Ollama … 14 presets'], isOurs: true },
  { title: 'provider-anthropic, -gemini', lines: ['natively'], isOurs: true },
  { title: 'provider-aibn', lines: ['chatgpt-demo deployments'], isOurs: true },
  { title: 'provider-ai-sdk', lines: ['Bedrock, Vertex, Azure …'] },
  { title: 'provider-llama', lines: ['a model in the process'] },
  { title: 'yours', lines: ['in one file, held to the laws'] },
];

const draw = (c) => {
  const left = callers.map((each, index) => ({ ...each, x: 20, y: 34 + index * 84, w: 190, h: 66 }));
  const right = providers.map((each, index) => ({ ...each, x: 500, y: 20 + index * 58, w: 230, h: 48 }));
  const registry = { x: 290, y: 74, w: 140, h: 142, title: '@g4f/registry', lines: ['select by flags', 'explain why not', 'fall over, hedge,', 'retry, keep health'], isMain: true };
  const core = { x: 290, y: 258, w: 140, h: 92, title: '@g4f/core', lines: ['the contract, flags,', 'errors, deadlines,', 'abort, cleanup'], isMain: true };
  const sending = { x: 800, y: 20, w: 140, h: 164, title: 'requests, wires', lines: ['one StreamSession,', 'on undici or fetch;', 'each format once,', 'both ways'] };
  const services = { x: 800, y: 250, w: 140, h: 76, title: 'services', lines: ['hosted, and on', 'your machine'] };
  const middle = ({ y, h }) => y + h / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 376" role="img" aria-labelledby="title" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" text-anchor="middle">
<title id="title">Your code, the AI SDK, the gateway and the terminal ask the registry, which chooses a provider; providers send over requests and wires, and core holds the contract.</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${c.line}"/></marker></defs>
${left.map((each) => arrow(c, [each.x + each.w, middle(each)], [registry.x - 2, middle(registry)])).join('\n')}
${right.map((each) => arrow(c, [registry.x + registry.w, middle(registry)], [each.x - 2, middle(each)])).join('\n')}
${right.filter(({ isOurs }) => isOurs).map((each) => arrow(c, [each.x + each.w, middle(each)], [sending.x - 2, middle(each)])).join('\n')}
<path d="M870 184V247" stroke="${c.line}" stroke-width="1.5" marker-end="url(#tip)"/>
${arrow(c, [730, middle(right[3])], [798, middle(services)])}
<path d="M360 216V256" stroke="${c.line}" stroke-width="1.5" stroke-dasharray="4 4"/>
${[...left, ...right, registry, core, sending, services].map((each) => box(c, each)).join('\n')}
</svg>
`;
};

for (const [name, colours] of Object.entries(themes)) writeFileSync(new URL(`../../docs/pictures/architecture-${name}.svg`, import.meta.url), draw(colours));
