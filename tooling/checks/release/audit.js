import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the registry knows against what our packages bring along: lines to print, or why it was not asked. It fails nothing: an advisory is not of the change that meets it. */
export async function audit(checkout) {
  const { stdout } = await run('pnpm', ['audit', '--prod', '--json'], { cwd: checkout, timeout: 60_000, maxBuffer: 2 ** 26 }).catch((error) => error);
  let answer;
  try {
    answer = JSON.parse(stdout);
  } catch {
    return { skipped: 'the registry gave no audit' };
  }
  if (answer.advisories === undefined) return { skipped: `the registry gave no audit: ${answer.error?.message ?? answer.error?.code ?? 'no advisories in its answer'}` };
  return { lines: Object.values(answer.advisories).map(({ severity, module_name: name, title, url }) => `${severity}: ${name}: ${title} (${url})`) };
}
