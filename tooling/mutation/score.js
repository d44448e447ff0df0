/** The score of a report: what share of the mutants that run at all a test noticed. */
export function scoreOf({ files }) {
  const count = { Killed: 0, Timeout: 0, Survived: 0, NoCoverage: 0 };
  for (const { mutants } of Object.values(files)) for (const { status } of mutants) if (status in count) count[status] += 1;
  const noticed = count.Killed + count.Timeout;
  const all = noticed + count.Survived + count.NoCoverage;
  return { score: Math.round((1000 * noticed) / all) / 10, mutants: all, killed: count.Killed, timedOut: count.Timeout, survived: count.Survived, uncovered: count.NoCoverage };
}
