import { describe, expect } from 'vitest';
import { actor } from './actors.ts';
import { browserTest, useBrowser } from './browser.ts';
import { over, say } from './on-page.ts';
import { servePage } from './serve-page.ts';

const open = useBrowser();

/**
 * Milliseconds of the processor that a task may take: twice what a user would notice. The processor's time, since others use the machine
 * too: by the clock a task lasts as long as they let it.
 */
const longestTask = 100;

const prose = 'A generator gives values one after another, and waits for whoever reads them; **nothing** is lost, `nothing` comes twice, and the [end](https://example.com) is told apart from a cut. ';
const listed = Array.from({ length: 40 }, (_, index) => `${index + 1}. An entry of a long list, with some *emphasis* and \`code\` in it\n`).join('');
const code = `\`\`\`ts\n${Array.from({ length: 150 }, (_, index) => `export const value${index} = await read<number>({ index: ${index}, name: 'value' }); // one of many\n`).join('')}\`\`\`\n\n`;
const table = `| a | b | c |\n|---|---|---|\n${Array.from({ length: 30 }, (_, index) => `| row ${index} | **bold** | some words in a cell |\n`).join('')}\n`;

/** About so many tokens, of everything that is costly to draw. */
function longAnswer(tokens: number): readonly string[] {
  const whole = `# Everything at length\n\n${`${prose.repeat(3)}\n\n${listed}\n${code}${table}`.repeat(8)}`;
  return (whole.match(/[^]{1,4}/g) ?? []).slice(0, tokens);
}

interface Seen {
  readonly tasks: number[];
  readonly vitals: { lcp: number; cls: number };
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** How long each task of the page's main thread had the processor, in milliseconds. */
function tasksIn(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  return traceEvents.flatMap(({ name, pid, tid, tdur }) => (name.endsWith("RunTask") && tdur !== undefined && mains.some((main) => main.pid === pid && main.tid === tid) ? [tdur / 1_000] : []));
}

describe('the page', () => {
  browserTest('draws 5 000 tokens as they come without holding up whoever reads', async ({ annotate }) => {
    const pieces = longAnswer(5_000);
    const { provider } = actor('long', async function* () {
      for (let at = 0; at < pieces.length; at += 10) {
        yield pieces.slice(at, at + 10).join('');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    await using server = await servePage({ providers: [provider] });
    await using window = await open();
    const { page, browser } = window;
    await page.addInitScript(() => {
      const seen = { tasks: [] as number[], vitals: { lcp: 0, cls: 0 } };
      Object.assign(globalThis, { seen });
      new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => seen.tasks.push(Math.round(duration)))).observe({ type: 'longtask', buffered: true });
      new PerformanceObserver((list) => list.getEntries().forEach(({ startTime }) => (seen.vitals.lcp = Math.round(startTime)))).observe({ type: 'largest-contentful-paint', buffered: true });
      new PerformanceObserver((list) => (list.getEntries() as (PerformanceEntry & { readonly value: number })[]).forEach(({ value }) => (seen.vitals.cls += value))).observe({ type: 'layout-shift', buffered: true });
    });
    const seen = () => page.evaluate(() => (globalThis as unknown as { readonly seen: Seen }).seen);
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Ask whoever is there' }).waitFor();
    await page.waitForLoadState('networkidle');
    const opened = await seen();
    await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'] });
    await say(page, 'At length, please');
    const answer = await over(page);
    const tasks = tasksIn(await browser.stopTracing());
    const clocked = (await seen()).tasks.slice(opened.tasks.length);
    expect((await answer.innerText()).length).toBeGreaterThan(12_000);
    await annotate(`opening: LCP ${opened.vitals.lcp} ms, CLS ${opened.vitals.cls.toFixed(3)}, blocked for ${opened.tasks.reduce((sum, each) => sum + each - 50, 0)} ms; streaming 5 000 tokens: of ${tasks.length} tasks ${tasks.filter((each) => each > 50).length} had the processor for more than 50 ms, the longest for ${Math.max(...tasks).toFixed(0)} ms; by the clock ${clocked.length}, the longest ${Math.max(0, ...clocked)} ms`);
    expect(opened.vitals.cls).toBeLessThan(0.05);
    expect(opened.vitals.lcp).toBeLessThan(5_000);
    expect(tasks.length).toBeGreaterThan(100);
    expect(Math.max(...tasks)).toBeLessThan(longestTask);
  });
});
