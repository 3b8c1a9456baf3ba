import { fromTask, type Plan, type TaskSpec } from "@convoke/core";
import type { Chance } from "./random.ts";

/** A run to be submitted: its id, what it is to do, and how many tasks that makes, children included. */
export interface PlannedRun {
  readonly runId: string;
  readonly plan: Plan;
  readonly tasks: number;
}

const kinds = ["quick", "quick", "quick", "flaky", "parent", "stepper", "stepper", "asker", "failing"];

/** Runs of all strategies with `count` tasks together, a few of them skipped behind failed ones. */
export function createRuns(chance: Chance, count: number): PlannedRun[] {
  const runs: PlannedRun[] = [];
  let remaining = count;
  while (remaining > 0) {
    const runId = `run-${runs.length}`;
    const run = remaining < 20 ? createSingle(remaining >= 3 ? "parent" : "quick") : createAny(chance, runId);
    runs.push({ runId, ...run });
    remaining -= run.tasks;
  }
  return runs;
}

type AnyRun = Omit<PlannedRun, "runId">;

function createAny(chance: Chance, runId: string): AnyRun {
  const strategy = chance.pick(["task", "sequential", "parallel", "hierarchical", "consensus", "graph"]);
  if (strategy === "task") return createSingle(chance.pick(kinds));
  if (strategy === "consensus") {
    const voters = chance.between(3, 6);
    const plan: Plan = {
      strategy,
      task: `Is ${runId} right?`,
      agents: Array.from({ length: voters }, () => "voter"),
      input: chance.pick(["yes", "no"]),
      minAgreement: 0.5,
      // All are asked: which of them are spared depends on who is faster.
      earlyStop: "never",
      retry: patient,
    };
    return { plan, tasks: voters };
  }
  const specs = Array.from({ length: chance.between(2, 7) }, (_, index) =>
    createSpec(chance.pick(kinds), `${strategy} ${index} of ${runId}`, `t${index}`),
  );
  const tasks = specs.reduce((sum, spec) => sum + countTasks(spec), 0);
  if (strategy === "graph") return { plan: { strategy, tasks: connect(chance, specs) }, tasks };
  if (strategy === "hierarchical")
    return { plan: { strategy, mainTask: `All of ${runId}`, subtasks: specs, concurrency: 4 }, tasks };
  if (strategy === "parallel") return { plan: { strategy, tasks: specs, concurrency: 3 }, tasks };
  const last = { ...specs.at(-1)!, input: { before: fromTask("t0") } };
  // A reference to a task that has failed would be a failure of its own.
  const canRefer = specs[0]!.agentType !== "failing";
  return { plan: { strategy: "sequential", tasks: canRefer ? [...specs.slice(0, -1), last] : specs }, tasks };
}

function createSingle(kind: string): AnyRun {
  const task = createSpec(kind, `one ${kind}`);
  return { plan: { strategy: "task", task }, tasks: countTasks(task) };
}

const backoff = { initialMs: 20, maxMs: 100 };
/** Enough for those that fail once, and for attempts that are given up because their workers are lost. */
const patient = { attempts: 4, backoff };

function createSpec(agentType: string, description: string, id?: string): TaskSpec {
  const retry = agentType === "failing" ? { attempts: 2, backoff } : patient;
  return { agentType, description, retry, ...(id !== undefined && { id }) };
}

const countTasks = ({ agentType }: TaskSpec): number => (agentType === "parent" ? 3 : 1);

/** Lets each task wait for some of those before it. */
function connect(chance: Chance, specs: readonly TaskSpec[]): TaskSpec[] {
  return specs.map((spec, index) => ({
    ...spec,
    dependsOn: specs
      .slice(0, index)
      .filter(() => chance.next() < 0.4)
      .map(({ id }) => id!),
  }));
}
