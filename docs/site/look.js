import { globSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installed } from '../../tooling/checks/chromium.js';
import { root } from './pages.js';
import { serveSite } from './serve-site.js';

const arguments_ = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
/** Libraries of the page of the gateway, which is tested with them too. */
const library = (file) => path.join(root, 'packages/web/node_modules', file);

const phone = { width: 390, height: 844, colorScheme: 'dark' };
const desk = { width: 1440, height: 900, colorScheme: 'light' };

/** Pages of each kind on a phone, where room is short, and all that draw something; a few on a desk. All of them on both for pictures. */
function views(folder, isForPictures) {
  const drawn = globSync('**/*.html', { cwd: folder }).filter((file) => readFileSync(path.join(folder, file), 'utf8').includes('class="diagram"'));
  const all = [...new Set(['index.html', 'start.html', 'ru/index.html', 'concepts/flags.html', 'reference/core.html', 'security.html', ...drawn])];
  return [[phone, all], [desk, isForPictures ? all : ['index.html', 'concepts/routes.html']]];
}

/** What keeps a page from some of its readers, by the rules of WCAG 2 that a program can try. */
async function barriersOf(page) {
  await page.evaluate(readFileSync(library('axe-core/axe.min.js'), 'utf8'));
  const violations = await page.evaluate(async () => (await globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa'] })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`));
  return violations.map((violation) => `is no page for everybody: ${violation}`);
}

async function faultsOfPage(context, site, file, shot) {
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('pageerror', (error) => void faults.push(error.message));
  page.on('request', (request) => void (request.url().startsWith(site) || /^(?:data|blob):/.test(request.url()) || faults.push(`asks ${request.url()}`)));
  await page.goto(`${site}/${file.replace(/(?:index)?\.html$/, '')}`, { waitUntil: shot === undefined ? 'load' : 'networkidle' });
  await page.waitForFunction(() => document.querySelectorAll('.diagram').length === document.querySelectorAll('.diagram svg').length, null, { timeout: 10_000 }).catch(() => faults.push('has a diagram that was not drawn'));
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wider > 0) faults.push(`is ${wider} px wider than the screen`);
  if (!file.startsWith('reference/')) faults.push(...(await barriersOf(page)));
  if (shot !== undefined) await page.screenshot({ path: shot, fullPage: true });
  await page.close();
  return faults;
}

/**
 * Opens pages of a built site in headless Chromium, on a phone and on a desk: tells errors of scripts, what other hosts are asked for, diagrams that were not drawn,
 * pages wider than the screen, and what keeps readers out. Says why it is `skipped` where there is no Chromium. `shots` is a folder for pictures.
 */
export async function look(folder, shots) {
  const executablePath = installed(process.env);
  if (executablePath === undefined) return { skipped: 'no Chromium is installed: put chromium on the PATH, or set CHROME_PATH', faults: [] };
  const { chromium } = await import(pathToFileURL(library('playwright-core/index.mjs')).href);
  const site = await serveSite(folder);
  const browser = await chromium.launch({ executablePath, args: arguments_, timeout: 60_000 });
  const faults = [];
  try {
    if (shots !== undefined) mkdirSync(shots, { recursive: true });
    for (const [{ width, height, colorScheme }, files] of views(folder, shots !== undefined)) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme });
      for (const file of files) {
        const shot = shots === undefined ? undefined : path.join(shots, `${file.replaceAll('/', '-')}-${width}-${colorScheme}.png`);
        for (const fault of await faultsOfPage(context, site.url, file, shot)) faults.push(`${file} at ${width} px: ${fault}`);
      }
      await context.close();
    }
  } finally {
    await browser.close();
    site.close();
  }
  return { faults };
}
