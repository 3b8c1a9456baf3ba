import type { ContestantName } from "../contestants/load-contestant.ts";
import type { ColdStart } from "../measure/measure-cold-starts.ts";
import type { HeapGrowth } from "../measure/measure-memory.ts";
import type { TaskCost } from "../measure/measure-task-costs.ts";
import type { Summary } from "../measure/summarize.ts";
import { workloadNames, workloads, type WorkloadName } from "../workloads/workloads.ts";
import { compareCosts } from "./compare.ts";
import { formatTable } from "./format-table.ts";

/** Everything that one run has measured. */
export interface Report {
  readonly node: string;
  readonly rounds: number;
  /** Of the contestants, from the package.json. */
  readonly versions: Readonly<Record<string, string>>;
  readonly costs: readonly TaskCost[];
  readonly memory: HeapGrowth;
  readonly coldStarts: readonly ColdStart[];
}

const rivals = ["plain-promises", "fastq", "p-queue", "convoke"] as const satisfies readonly ContestantName[];

/** The report as text: four tables. */
export function formatReport(report: Report): string {
  const { node, rounds } = report;
  return [
    `Processor time per task in µs: median of ${rounds} rounds (least–greatest), each a process of its own; Node ${node}`,
    formatRivals(report),
    "What Convoke takes for more than that, against its own lean path",
    formatVariants(report),
    "Heap after garbage collection, default retention",
    formatMemory(report),
    `Processor time of the import in ms: median of ${report.coldStarts[0]?.cost.samples.length ?? 0} fresh processes (least–greatest)`,
    formatColdStarts(report),
  ].join("\n\n");
}

function formatRivals({ costs, versions }: Report): string {
  const comparisons = compareCosts(costs);
  const ratioOf = (workload: WorkloadName, against: ContestantName): string => {
    const found = comparisons.find(
      (comparison) => comparison.workload === workload && comparison.against === against,
    );
    return found === undefined ? "" : `${found.ratio.toFixed(2)} ×`;
  };
  const titles = rivals.map((name) => (versions[name] === undefined ? name : `${name} ${versions[name]}`));
  const rows = workloadNames.map((workload) => [
    workloads[workload].title,
    ...rivals.map((contestant) => formatSummary(findCost(costs, contestant, workload))),
    ratioOf(workload, "fastq"),
    ratioOf(workload, "p-queue"),
  ]);
  return formatTable(["workload", ...titles, "convoke / fastq", "convoke / p-queue"], rows);
}

function formatVariants({ costs }: Report): string {
  const rows = costs
    .filter(({ contestant }) => !(rivals as readonly ContestantName[]).includes(contestant))
    .map(({ contestant, workload, cost }) => {
      const lean = findCost(costs, "convoke", workload);
      const ratio = lean === undefined ? "" : `${(cost.median / lean.median).toFixed(2)} ×`;
      return [`${contestant}: ${workloads[workload].title}`, formatSummary(cost), ratio];
    });
  return formatTable(["variant", "µs per task", "against convoke"], rows);
}

function formatMemory({ memory }: Report): string {
  const toRow = (title: string, bytes: number): string[] => [title, (bytes / 1e6).toFixed(2)];
  const rows = memory.sizes.map(({ tasks, bytes }) => toRow(tasks.toLocaleString("en"), bytes));
  return formatTable(["delegations", "MB"], [toRow("0", memory.before), ...rows]);
}

function formatColdStarts({ coldStarts, versions }: Report): string {
  const rows = coldStarts.map(({ specifier, cost }) => [
    `${specifier} ${versions[specifier] ?? ""}`.trim(),
    formatSummary(cost, 1),
  ]);
  const table = formatTable(["package", "ms"], rows);
  const isComplete = coldStarts.some(({ specifier }) => specifier === "@convoke/core");
  return isComplete ? table : `${table}\n\n@convoke/core is not built: run the script \`build\` first.`;
}

function findCost(
  costs: readonly TaskCost[],
  contestant: ContestantName,
  workload: WorkloadName,
): Summary | undefined {
  return costs.find((cost) => cost.contestant === contestant && cost.workload === workload)?.cost;
}

function formatSummary(summary: Summary | undefined, digits = 2): string {
  if (summary === undefined) return "";
  const [median, least, greatest] = [summary.median, summary.least, summary.greatest].map((value) =>
    value.toFixed(digits),
  );
  return `${median} (${least}–${greatest})`;
}
