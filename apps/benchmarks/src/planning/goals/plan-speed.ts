import { parseArgs } from "node:util";
import { AgentType } from "@convoke/core";
import { formatTable } from "../../report/format-table.ts";
import { type Figure, formatFigure } from "../../retrieval/figure.ts";
import { createTeam } from "./agents.ts";
import { measureColdStart } from "./cold-start.ts";
import { halves, readGoalSet } from "./goal-set.ts";
import { measureCpu } from "./measure-cpu.ts";
import { summarizeRounds, summarizeTimes, type Times } from "./summarize-times.ts";

// What a plan without a language model costs: 200 goals, several rounds, after one plan that loads what is loaded once.

/** The first one pays for the compilation of the program, and is reported apart. */
const rounds = 6;
const processes = 5;
const mostMs = 20;

const flag = { type: "boolean", default: false } as const;
const { json, check, built } = parseArgs({ options: { json: flag, check: flag, built: flag } }).values;

const set = readGoalSet();
const goals = halves.flatMap((half) => set[half]);
const team = createTeam();
const planGoal = (description: string) =>
  measureCpu(() => team.delegateTask({ agentType: AgentType.PLANNER, description }));
await planGoal("Build a REST API for invoices");
const times: Times[] = [];
for (let round = 0; round < rounds; round += 1) {
  const samples: number[] = [];
  for (const goal of goals) samples.push((await planGoal(goal)).cpuMs);
  times.push(summarizeTimes(samples));
}
const [first] = times;
const later = summarizeRounds(times.slice(1));
const cold = measureColdStart({ processes, isBuilt: built });

const where = built ? "built" : "source";
const inMilliseconds = (name: string, value: number): Figure => ({ name, value, format: "milliseconds" });
const describe = (title: string, { median, mean, p95, max }: Times): Figure[] => [
  inMilliseconds(`CPU per plan, ${title}: median`, median),
  inMilliseconds(`CPU per plan, ${title}: mean`, mean),
  inMilliseconds(`CPU per plan, ${title}: 19 of 20`, p95),
  inMilliseconds(`CPU per plan, ${title}: greatest`, max),
];
const figures = [
  ...describe("first round", first!),
  ...describe(`${rounds - 1} later rounds`, later),
  inMilliseconds(`new process, ${where}: import of the core`, cold.importCoreMs),
  inMilliseconds(`new process, ${where}: import of the planner`, cold.importPlannerMs),
  inMilliseconds(`new process, ${where}: loading of English`, cold.loadLanguageMs),
  inMilliseconds(`new process, ${where}: first plan after that`, cold.firstPlanMs),
  inMilliseconds(`new process, ${where}: second plan`, cold.secondPlanMs),
];
if (json) console.log(JSON.stringify({ goals: goals.length, figures, rounds: times, cold }, null, 2));
else
  console.log(
    formatTable(
      [`${goals.length} goals`, "measured"],
      figures.map((figure) => [figure.name, formatFigure(figure)]),
    ),
  );

const isTooSlow = later.median > mostMs || later.p95 > mostMs;
if (isTooSlow) console.error(`\nA plan may take ${mostMs} ms, in the median and for 19 of 20 goals.`);
if (check && isTooSlow) process.exitCode = 1;
