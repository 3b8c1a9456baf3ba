import { readFileSync } from "node:fs";
import { measureColdStarts } from "./measure/measure-cold-starts.ts";
import { measureMemory } from "./measure/measure-memory.ts";
import { measureTaskCosts, type Pairing } from "./measure/measure-task-costs.ts";
import { type BenchmarkOptions, readOptions } from "./options.ts";
import { compareCosts, findExcesses } from "./report/compare.ts";
import { formatReport, type Report } from "./report/format-report.ts";
import { workloadNames } from "./workloads/workloads.ts";

const rivals = ["plain-promises", "fastq", "p-queue", "convoke"] as const;
const pairings: readonly Pairing[] = [
  ...workloadNames.flatMap((workload) => rivals.map((contestant) => ({ contestant, workload }))),
  { contestant: "convoke-early-stop", workload: "vote" },
  { contestant: "convoke-durable", workload: "one-delegation" },
  { contestant: "convoke-durable", workload: "fan-out" },
];

const { json, quick, check } = readCommandLine();
const rounds = quick ? 3 : 5;
const onRound = (round: number): void => console.error(`round ${round} of ${rounds}`);
const { dependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  dependencies: Record<string, string>;
};
const versions = { fastq: dependencies.fastq!, "p-queue": dependencies["p-queue"]! };
const report: Report = {
  node: process.version,
  rounds,
  versions,
  costs: measureTaskCosts(pairings, { rounds, cpuMs: quick ? 150 : 400, onRound }),
  memory: measureMemory(),
  coldStarts: measureColdStarts(quick ? 3 : 9),
};
const comparisons = compareCosts(report.costs);
console.log(json ? JSON.stringify({ ...report, comparisons }, null, 2) : formatReport(report));
if (check) {
  const excesses = findExcesses(comparisons);
  for (const excess of excesses) console.error(excess);
  if (excesses.length > 0) process.exitCode = 1;
  else console.error("Convoke is under p-queue everywhere, and within five times fastq.");
}

function readCommandLine(): BenchmarkOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\nOptions: --json, --quick, --check.`);
    process.exit(2);
  }
}
