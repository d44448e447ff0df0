// Takes the pictures of chat and comparison under docs/assets/page/: `node packages/web/test/chat-pictures.ts [folder]`.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { ProviderError } from '@g4f/core';
import { chromium, type Page } from 'playwright-core';
import { actor, brokeOff, promptOf, showpiece } from './actors.ts';
import { servePage } from './serve-page.ts';

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../../../docs/assets/page'));
/** Words of a text, one after the other, so many milliseconds apart. */
async function* slowly(text: string, ms: number): AsyncGenerator<string> {
  for (const word of text.split(/(?<=\s)/)) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    yield word;
  }
}

const counted = (inputTokens: number, outputTokens: number) => ({ type: 'usage', usage: { inputTokens, outputTokens }, provenance: 'reported' }) as const;

const openai = actor('openai', async function* (request) {
  if (promptOf(request).includes('irrational')) {
    yield* slowly('Suppose that $\\sqrt 2 = \\frac{a}{b}$ in lowest terms. Then $a^2 = 2b^2$, so ', 2);
    throw brokeOff();
  }
  yield { type: 'reasoning', text: 'An example says more than words. A table for the comparison, and a formula because it is asked for.' };
  yield* slowly(showpiece, 6);
  yield counted(24, 318);
}, { models: ['gpt-4o', 'gpt-4o-mini', 'o4-mini'], supportsImages: true, supportsTools: true });
const groq = actor('groq', async function* () {
  yield* slowly('An async generator is a function that hands out values **as they come**: call it, and read it with `for await`.\n\n- it waits for whoever reads\n- it can be left at any time\n- what it opened is closed by `finally`\n', 3);
  yield counted(24, 61);
}, { models: ['llama-3.3-70b-versatile', 'qwen-2.5-32b'] });
const anthropic = actor('anthropic', async function* () {
  yield* slowly(showpiece, 12);
  yield counted(26, 305);
}, { models: ['claude-sonnet-4-5'], supportsReasoning: true });
const away = actor('mistral', () => { throw new ProviderError('no answer from the service', { code: 'upstream' }); }, { models: ['gpt-4o'] });

await using server = await servePage({ providers: [away.provider, openai.provider, groq.provider, anthropic.provider] });

/** As WebP, which is a third of a PNG. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
  await writeFile(path.join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
}

const browser = await chromium.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
for (const [place, viewport] of [['wide', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await (await browser.newContext({ viewport, colorScheme, locale: place === 'phone' && colorScheme === 'dark' ? 'ru' : 'en', reducedMotion: 'reduce' })).newPage();
    const name = `${place}-${colorScheme}`;
    await page.addInitScript(() => localStorage.setItem('g4f.compare', JSON.stringify({ state: { columns: ['openai/gpt-4o', 'groq/llama-3.3-70b-versatile', 'anthropic/claude-sonnet-4-5'].map((model) => ({ id: model, model })), ask: { model: '', system: '' } }, version: 0 })));
    await page.goto(server.url);
    const field = page.locator('.composer textarea');
    for (const text of ['Prove that √2 is irrational', 'Which pasta goes with pesto?']) {
      await field.fill(text);
      await field.press('Enter');
      await page.locator('.answered-by').first().waitFor();
      await page.goto(`${server.url}/#/chat`);
    }
    await field.fill('Explain async generators with a short example, and compare TCP and QUIC');
    await field.press('Enter');
    await page.locator('.answered-by').first().waitFor();
    await page.locator('.katex-display').waitFor();
    await page.locator('.thread').evaluate((thread) => (thread.scrollTop = 0));
    await take(page, `chat-${name}`);
    await field.fill('Prove that √2 is irrational');
    await field.press('Enter');
    await page.locator('.answer-trouble').waitFor();
    const isShown = name === 'wide-light' || name === 'phone-dark'; // one of each will do
    if (isShown) await take(page, `cut-${name}`);
    await page.locator('.model-trigger').click();
    await page.locator('.model-item').first().waitFor();
    if (isShown) await take(page, `models-${name}`);
    await page.goto(`${server.url}/#/compare`);
    await field.fill('What is an async generator?');
    await field.press('Enter');
    await page.locator('.measures').nth(2).waitFor();
    await take(page, `compare-${name}`);
    await page.context().close();
  }
}
await browser.close();
