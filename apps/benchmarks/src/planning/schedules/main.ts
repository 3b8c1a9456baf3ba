import { parseArgs } from "node:util";
import { formatTable } from "../../report/format-table.ts";
import { type Comparison, measureLarge, measureSmall } from "./measure-makespans.ts";
import { type HugeFigure, measureHuge } from "./measure-huge-plans.ts";
import { findMisses } from "./requirements.ts";

const usage = `How short the planner's schedules are, and how long they take to find.

  npx --yes pnpm@12.21.0 --filter @convoke/benchmarks plan-schedules [--json] [--check] [--seed N]

--check ends with exit code 1 when a requirement is missed. --seed draws other instances. Default 1.`;

const percent = (value: number): string => `${(100 * value).toFixed(2)} %`;

function reportSmall(rows: readonly Comparison[]): void {
  console.log(
    formatTable(
      [
        `${rows[0]!.instances} plans of 2–8 steps, beside the optimum`,
        "equal",
        "mean above",
        "p95",
        "most above",
      ],
      rows.map(({ name, equal, above }) => [
        name,
        percent(equal),
        percent(above.mean),
        percent(above.p95),
        percent(above.most),
      ]),
    ),
  );
}

function reportLarge(rows: readonly Comparison[]): void {
  console.log(
    `\n${formatTable(
      [
        `${rows[0]!.instances} plans of 30–60 steps, beside a bound`,
        "bound met",
        "within 15 %",
        "mean above",
        "p95",
        "most above",
      ],
      rows.map(({ name, equal, within, above }) => [
        name,
        percent(equal),
        percent(within),
        percent(above.mean),
        percent(above.p95),
        percent(above.most),
      ]),
    )}`,
  );
}

function reportHuge(figures: readonly HugeFigure[]): void {
  console.log(
    `\n${formatTable(
      ["10,000 steps", "schedule", "validate", "above the bound"],
      figures.map(({ name, scheduleMs, validateMs, above }) => [
        name,
        `${scheduleMs.toFixed(0)} ms`,
        `${validateMs.toFixed(0)} ms`,
        percent(above),
      ]),
    )}`,
  );
}

function main(): void {
  const flag = { type: "boolean", default: false } as const;
  const { json, check, help, seed } = parseArgs({
    options: { json: flag, check: flag, help: flag, seed: { type: "string", default: "1" } },
  }).values;
  if (help) {
    console.log(usage);
    return;
  }
  if (!/^\d{1,9}$/.test(seed)) throw new Error(`--seed must be a whole number, not “${seed}”.`);
  // first, before anything is compiled: a process plans one large plan, not thousands
  const huge = measureHuge(Number(seed));
  const small = measureSmall(Number(seed));
  const large = measureLarge(Number(seed));
  const misses = findMisses({ small, large, huge });
  if (json) console.log(JSON.stringify({ seed: Number(seed), small, large, huge, misses }, undefined, 2));
  else {
    reportSmall(small);
    reportLarge(large);
    reportHuge(huge);
    console.log(misses.length === 0 ? "\nEvery requirement is met." : `\nMissed:\n- ${misses.join("\n- ")}`);
  }
  if (check && misses.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}
