import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The Chromium that is installed: where CHROME_PATH says, else the first on the PATH. */
export function installed({ CHROME_PATH, PATH = '' }) {
  if (CHROME_PATH !== undefined && CHROME_PATH !== '') return CHROME_PATH;
  return PATH.split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable);
}

/** Opens a page in headless Chromium and runs a function there; says why if there is no Chromium. `modules` holds playwright-core. */
export async function inChromium(modules, url, work) {
  const executablePath = installed(process.env);
  if (executablePath === undefined) return { skipped: `no Chromium is installed: put ${names[0]} on the PATH, or set CHROME_PATH` };
  const { chromium } = await import(path.join(modules, 'playwright-core/index.mjs'));
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: [...quiet, ...(isRoot ? ['--no-sandbox'] : [])], timeout: 60_000 });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.evaluate(work);
  } finally {
    await browser.close();
  }
}
