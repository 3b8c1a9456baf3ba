import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findMedian } from "./measure-throughput.ts";
import { type LeftRuns, prepareRuns } from "./prepare-runs.ts";
import type { ResumeTimes } from "./probes/resume.ts";
import { runProbe } from "./run-probe.ts";

/** Medians of several processes, each of which went on with a copy of the same file. */
export interface ResumeFigure extends ResumeTimes {
  readonly left: LeftRuns;
}

export async function measureResume(folder: string, left: LeftRuns, times: number): Promise<ResumeFigure> {
  const path = join(folder, `left-${left.runs}.db`);
  await prepareRuns(path, left);
  const executing = left.runs > 1 ? left.runs : left.openTasks;
  const measured: ResumeTimes[] = [];
  for (let time = 0; time < times; time++) {
    const copy = join(folder, "copy.db");
    copyFileSync(path, copy);
    measured.push(runProbe("resume", [copy, executing]) as ResumeTimes);
    for (const ending of ["", "-wal", "-shm", ".lock"]) rmSync(`${copy}${ending}`, { force: true });
  }
  const median = (name: keyof ResumeTimes): number => findMedian(measured.map((times) => times[name]));
  return {
    left,
    opened: median("opened"),
    takenUp: median("takenUp"),
    goesOn: median("goesOn"),
    settled: median("settled"),
    cpuGoesOn: median("cpuGoesOn"),
  };
}
