import { parseArgs } from "node:util";
import { formatTable } from "../../report/format-table.ts";
import { formatFigure } from "../../retrieval/figure.ts";
import { createTeam } from "./agents.ts";
import { halves, readGoalSet } from "./goal-set.ts";
import { countMethods, judgeFit, listMisses, summarizeGoals } from "./summarize-goals.ts";
import { type GoalOutcome, tryGoal } from "./try-goal.ts";

// Plans 200 goals without a language model, checks every plan and runs it; the two halves are reported apart.

const flag = { type: "boolean", default: false } as const;
const { json, check } = parseArgs({ options: { json: flag, check: flag } }).values;

const titles = { knowingTheMethods: "written knowing the methods", withoutKnowing: "written without" };
const set = readGoalSet();
const team = createTeam();
// What is loaded once is no part of a goal's price.
await tryGoal(team, "Build a REST API for invoices");
const outcomes: Record<(typeof halves)[number], GoalOutcome[]> = {
  knowingTheMethods: [],
  withoutKnowing: [],
};
for (const half of halves) {
  for (const goal of set[half]) outcomes[half].push(await tryGoal(team, goal));
}
const figures = halves.map((half) => summarizeGoals(outcomes[half]));

if (json) {
  const report = halves.map((half, at) => [
    half,
    {
      figures: figures[at],
      methods: Object.fromEntries(countMethods(outcomes[half])),
      goals: outcomes[half].map((outcome) => ({ ...outcome, fit: judgeFit(outcome) })),
    },
  ]);
  console.log(JSON.stringify(Object.fromEntries(report), null, 2));
} else {
  const header = halves.map((half) => `${titles[half]} (${outcomes[half].length})`);
  const rows = figures[0]!.map(({ name }, at) => [name, ...figures.map((half) => formatFigure(half[at]!))]);
  console.log(formatTable(["goals", ...header], rows));
  const counts = halves.map((half) => new Map(countMethods(outcomes[half])));
  const methods = countMethods(halves.flatMap((half) => outcomes[half])).map(([method]) => method);
  const uses = methods.map((method) => [method, ...counts.map((count) => String(count.get(method) ?? 0))]);
  console.log(`\n${formatTable(["goals in which the method had a part", ...header], uses)}`);
}

const misses = halves.flatMap((half) => listMisses(outcomes[half]));
if (misses.length > 0) console.error(`\nNot valid, or not run to the end:\n- ${misses.join("\n- ")}`);
if (check && misses.length > 0) process.exitCode = 1;
