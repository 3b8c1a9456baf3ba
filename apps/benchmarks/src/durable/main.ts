import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeVerdicts, type DurableFigures, judge } from "./figures.ts";
import { measureResume } from "./measure-resume.ts";
import { measureThroughput } from "./measure-throughput.ts";
import type { LoopDelays } from "./probes/loop-delay.ts";
import { runProbe } from "./run-probe.ts";
import { readParts } from "../read-parts.ts";

const parts = ["throughput", "loop-delay", "resume-one", "resume-many"] as const;
type Part = (typeof parts)[number];

const usage = `What runs in a SQLite file cost, on one machine.

  npx --yes pnpm@12.21.0 --filter @convoke/benchmarks durable-runs [--only PART[,PART]] [--quick] [--json] [--check]

Parts: ${parts.join(", ")}. --quick measures less, for an order of magnitude. --check ends with exit code 1 when a bound is
missed. The files lie in the folder for temporary ones (TMPDIR), whose disk is measured along.`;

const inFlights = [64, 256] as const;

async function main(): Promise<void> {
  const request = readParts(parts, usage, { hasCheck: true });
  if (request === undefined) return;
  const { wanted, quick, json, check } = request;
  const folder = mkdtempSync(join(tmpdir(), "convoke-durable-"));
  try {
    const figures = await measure(wanted, quick, folder);
    const verdicts = judge(figures);
    console.log(json ? JSON.stringify({ figures, verdicts }, undefined, 2) : describeVerdicts(verdicts));
    if (check && verdicts.some(({ isMet }) => !isMet)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(wanted: ReadonlySet<Part>, isQuick: boolean, folder: string): Promise<DurableFigures> {
  const [tasks, rounds, times] = isQuick ? [1_000, 1, 1] : [10_000, 7, 5];
  return {
    ...(wanted.has("throughput") && {
      throughput: await inTurn(inFlights, (inFlight) =>
        measureThroughput(folder, { inFlight, tasks, runEvery: Infinity }, rounds),
      ),
    }),
    ...(wanted.has("loop-delay") && {
      loopDelay: await inTurn(inFlights, async (inFlight) => ({
        inFlight,
        ...(runProbe("loop-delay", [inFlight, tasks, rounds]) as LoopDelays),
      })),
    }),
    ...(wanted.has("resume-one") && {
      resumeOne: await measureResume(
        folder,
        { runs: 1, tasksOfRun: isQuick ? 1_000 : 10_000, openTasks: 10 },
        times,
      ),
    }),
    ...(wanted.has("resume-many") && {
      resumeMany: await measureResume(
        folder,
        { runs: isQuick ? 100 : 1_000, tasksOfRun: 3, openTasks: 2 },
        times,
      ),
    }),
  };
}

/** One after the other: what is measured together is measured wrong. */
async function inTurn<Item, Figure>(
  items: readonly Item[],
  take: (item: Item) => Promise<Figure>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const item of items) figures.push(await take(item));
  return figures;
}

try {
  await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}
