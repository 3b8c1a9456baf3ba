import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { summarize } from "../../measure/summarize.ts";

/** What the first plan of a process costs, in milliseconds of processor time. */
export interface ColdStart {
  readonly importCoreMs: number;
  /** With what it imports, but for the core. */
  readonly importPlannerMs: number;
  /** What reading English takes, which is loaded once in a process. */
  readonly loadLanguageMs: number;
  readonly firstPlanMs: number;
  readonly secondPlanMs: number;
}

/** What is measured, and how often. */
export interface ColdStartOptions {
  readonly processes: number;
  /** The built packages that users get, in the place of their source, which costs more to import. */
  readonly isBuilt: boolean;
}

/** The medians over some processes. */
export function measureColdStart({ processes, isBuilt }: ColdStartOptions): ColdStart {
  const runs = Array.from({ length: processes }, () => runProbe(isBuilt));
  const takeMedian = (field: keyof ColdStart): number => summarize(runs.map((run) => run[field])).median;
  return {
    importCoreMs: takeMedian("importCoreMs"),
    importPlannerMs: takeMedian("importPlannerMs"),
    loadLanguageMs: takeMedian("loadLanguageMs"),
    firstPlanMs: takeMedian("firstPlanMs"),
    secondPlanMs: takeMedian("secondPlanMs"),
  };
}

function runProbe(isBuilt: boolean): ColdStart {
  const probe = fileURLToPath(new URL("cold-plan.ts", import.meta.url));
  const command = isBuilt ? [probe] : ["--conditions=@convoke/source", probe];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The first plan of a process failed:\n${stderr}`);
  return JSON.parse(stdout) as ColdStart;
}
