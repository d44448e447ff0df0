import type { Stage } from '@g4f/core';
import type { Io } from '../io.ts';
import { createLiveList } from '../terminal/live-list.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Finding, NotAsked } from './finding.ts';
import type { ProbeInit } from './probe-provider.ts';
import { inWords } from './report.ts';

type Step = Parameters<ProbeInit['onStep']>[0];

/** Shows who is being asked: on a terminal a list that changes, elsewhere a line for each that is done. */
export interface Progress {
  readonly step: (provider: string, step: Step) => void;
  readonly done: (finding: Finding | NotAsked) => void;
  /** Takes the list off the terminal, until it is next drawn. */
  readonly hide: () => void;
  readonly [Symbol.dispose]: () => void;
}

const words: { readonly [stage in Stage]: string } = {
  preparing: 'is getting ready',
  delegated: 'is asked',
  connecting: 'connecting',
  connected: 'waiting for an answer',
  headers: 'waiting for an answer',
  bytes: 'answers',
};

const isStage = (step: Step): step is Stage => Object.hasOwn(words, step);

/** Milliseconds between two pictures. */
const redrawEvery = 100;
const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** Starts to show how far the asking of these providers is. */
export function showProgress(ids: readonly string[], io: Io, terminal: Terminal): Progress {
  const { now } = io;
  const list = createLiveList(io);
  const running = new Map<string, { readonly since: number; readonly step: Step }>();
  const wide = Math.max(0, ...ids.map(({ length }) => length));
  let done = 0;

  function draw(): void {
    const frame = frames[Math.floor(now() / redrawEvery) % frames.length] ?? '';
    const lines = [...running].map(([provider, { since, step }]) => {
      const what = isStage(step) ? words[step] : `trying ${step}`;
      return `${frame} ${provider.padEnd(wide)}  ${((now() - since) / 1000).toFixed(1).padStart(5)} s  ${what}`;
    });
    list.draw([...lines, `${done} of ${ids.length} providers done`]);
  }

  const timer = list.isLive ? setInterval(draw, redrawEvery) : undefined;
  return {
    step(provider, step) {
      const known = running.get(provider);
      running.set(provider, { since: known?.since ?? now(), step });
      if (known === undefined) draw();
    },
    done(finding) {
      running.delete(finding.provider);
      done++;
      if (list.isLive) draw();
      else if ('reason' in finding) terminal.note(`${finding.provider}: not asked: ${finding.reason}`);
      else terminal.note(`${finding.provider}: ${finding.failure === undefined ? `answered in ${(finding.totalMs / 1000).toFixed(1)} s` : inWords(finding.failure)}`);
    },
    hide: list.clear,
    [Symbol.dispose]() {
      clearInterval(timer);
      list.clear();
    },
  };
}
