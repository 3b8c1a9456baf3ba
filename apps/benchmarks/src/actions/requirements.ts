import type { CorpusFigure } from "./measure-corpora.ts";
import type { SpeedFigure } from "./measure-speed.ts";

const leastSpeed = 10;
const leastInjections = 500;
const leastDefects = 100;

/** Describes each requirement that the figures miss. Corpora by the parser's authors must be there; the others count when they are. */
export function findMisses(speeds: readonly SpeedFigure[], corpora: readonly CorpusFigure[]): string[] {
  const misses = speeds
    .filter(({ megabytesPerSecond }) => !(megabytesPerSecond >= leastSpeed))
    .map(
      ({ name, megabytesPerSecond }) =>
        `${name}: ${megabytesPerSecond.toFixed(1)} MB/s, at least ${leastSpeed} are required`,
    );
  for (const { name, cases, failed } of corpora) {
    const least = name.endsWith("injections") ? leastInjections : leastDefects;
    if (cases < least) misses.push(`${name}: ${cases} cases, at least ${least} are required`);
    if (failed.length > 0) {
      const kinds = [...new Set(failed.map(({ kind }) => kind))].slice(0, 5).join(", ");
      misses.push(`${name}: ${failed.length} of ${cases} give other actions than they must, e.g. ${kinds}`);
    }
  }
  for (const name of ["own-injections", "own-defects"])
    if (!corpora.some((corpus) => corpus.name === name)) misses.push(`${name}: not measured`);
  return misses;
}
