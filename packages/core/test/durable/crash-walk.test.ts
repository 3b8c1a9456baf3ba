import { type Agent, type AgentContext, delay, fromTask, type Plan, type TaskRequest } from "@convoke/core";
import { describe, expect, test } from "vitest";
import {
  describeTasks,
  type Execution,
  runThroughCrash,
  runUndisturbed,
  type Scenario,
  tickMs,
  withoutTimes,
} from "./crash.ts";

type Executor = (task: TaskRequest, context: AgentContext, executions: Execution[]) => unknown;

let pace: "quick" | "slow" = "quick";

/** Agents that note what they execute, one for each executor. */
function agentsOf(
  executors: Readonly<Record<string, Executor>>,
  rest: Partial<Agent> = {},
): Scenario["createAgents"] {
  return (executions) =>
    Object.entries(executors).map(([agentType, executor]) => ({
      name: agentType,
      description: agentType,
      capabilities: [],
      ...rest,
      agentType,
      executor: async (task, context) => {
        executions.push({ taskId: task.taskId, idempotencyKey: context.idempotencyKey });
        if (pace === "slow") await delay(context.runtime, tickMs, context.signal);
        return executor(task, context, executions);
      },
    }));
}

const echo: Executor = async ({ input, description }) => input ?? description;
const broken: Executor = async () => {
  throw new Error("it broke");
};
const simple = agentsOf({ echo, broken });
const step = (description: string) => ({ agentType: "echo", description });
const failing = { agentType: "broken", description: "fails" };

const withSteps: Executor = async ({ taskId, description }, context, executions) => {
  const note = async (name: string): Promise<string> => {
    executions.push({ taskId, idempotencyKey: context.idempotencyKey, step: name });
    return `${name} of ${description}`;
  };
  const fetched = await context.step("fetch", () => note("fetch"));
  const parsed = await context.step("parse", () => note("parse"));
  return [fetched, parsed];
};

const parent: Executor = async ({ description }, { delegate }) => {
  const [left, right] = await Promise.all([
    delegate({ agentType: "middle", description: "left", key: "left" }),
    delegate({ agentType: "middle", description: "right", key: "right" }),
  ]);
  const unkeyed = await Promise.all(
    ["x", "x", "y"].map((name) => delegate({ agentType: "echo", description: name })),
  );
  const lost = await delegate({ agentType: "broken", description: "child that fails", key: "lost" });
  return { description, results: [left, right, ...unkeyed].map(({ result }) => result), lost: lost.error };
};
const middle: Executor = async ({ description }, { delegate, idempotencyKey }) => {
  const { result } = await delegate({ agentType: "echo", description: `below ${description}`, key: "below" });
  return { result, idempotencyKey };
};

const failsTwice = (): Scenario["createAgents"] =>
  agentsOf({
    flaky: async (_task, { attempt }) => {
      if (attempt < 3) throw new Error(`attempt ${attempt}`);
      return `attempt ${attempt}`;
    },
    echo,
  });

const scenarios: Readonly<Record<string, Scenario>> = {
  "a task": { plan: { strategy: "task", task: step("alone") }, createAgents: simple },
  "a task with steps": {
    plan: { strategy: "task", task: { agentType: "stepping", description: "work" } },
    createAgents: agentsOf({ stepping: withSteps }),
  },
  "a task that fails": { plan: { strategy: "task", task: failing }, createAgents: simple },
  "a task with retries": {
    plan: {
      strategy: "task",
      task: {
        agentType: "flaky",
        description: "again",
        retry: { attempts: 3, backoff: { initialMs: 300, jitter: 0 } },
      },
    },
    createAgents: failsTwice(),
  },
  "a task with a fallback": {
    plan: {
      strategy: "task",
      task: { ...failing, retry: { attempts: 2, backoff: { initialMs: 0 } }, fallback: ["nobody", "echo"] },
    },
    createAgents: simple,
  },
  "a sequential run": {
    plan: {
      strategy: "sequential",
      tasks: [
        step("a"),
        { ...step("b"), id: "facts", input: { answer: { summary: "short" } } },
        failing,
        { ...step("d"), input: { text: fromTask("facts", "answer.summary"), first: fromTask("0") } },
        { ...step("e"), input: fromTask("2") },
        { agentType: "nobody", description: "f", strict: true },
        step("g"),
        step("h"),
      ],
    },
    createAgents: simple,
  },
  "a parallel run": {
    plan: {
      strategy: "parallel",
      tasks: [step("a"), failing, step("c"), { agentType: "stepping", description: "d" }, step("e")],
      concurrency: 2,
    },
    createAgents: agentsOf({ echo, broken, stepping: withSteps }),
  },
  "a parallel run behind one slot": {
    plan: {
      strategy: "parallel",
      tasks: ["a", "b", "c"].map((description) => ({
        agentType: "flaky",
        description,
        retry: { attempts: 3, backoff: { initialMs: 0 } },
      })),
    },
    createAgents: (executions) => failsTwice()(executions).map((agent) => ({ ...agent, maxConcurrency: 1 })),
  },
  "a hierarchical run": {
    plan: {
      strategy: "hierarchical",
      mainTask: "build",
      subtasks: [
        { ...step("a"), input: { n: 1, list: [1] } },
        failing,
        { ...step("c"), input: { n: 2, list: [2] } },
      ],
      aggregationStrategy: "merge",
    },
    createAgents: simple,
  },
  "a hierarchical run that stops": {
    plan: {
      strategy: "hierarchical",
      mainTask: "build",
      subtasks: [step("a"), failing, step("c"), step("d")],
      onFailure: "stop",
      concurrency: 1,
    },
    createAgents: simple,
  },
  "a consensus without early stop": {
    plan: {
      strategy: "consensus",
      task: "true?",
      agents: ["yes", "no", "broken", "yes", "nobody"],
      minAgreement: 0.4,
      earlyStop: "never",
    },
    createAgents: agentsOf({
      yes: async () => ({ verdict: "yes", confidence: 0.9 }),
      no: async () => ({ verdict: "no" }),
      broken,
    }),
  },
  "a consensus one voter at a time": {
    plan: {
      strategy: "consensus",
      task: "true?",
      agents: ["yes", "no", "yes", "yes", "no", "yes"],
      minAgreement: 0.5,
      concurrency: 1,
    },
    createAgents: agentsOf({ yes: async () => ({ verdict: "yes" }), no: async () => ({ verdict: "no" }) }),
  },
  "a graph": {
    plan: {
      strategy: "graph",
      tasks: [
        { ...step("join"), id: "join", input: { left: fromTask("left"), right: fromTask("right") } },
        { ...step("left"), id: "left", dependsOn: ["start"] },
        { ...step("right"), id: "right", dependsOn: ["start"] },
        { ...step("start"), id: "start" },
        { ...failing, id: "failing", dependsOn: ["start"] },
        { ...step("after"), id: "after", dependsOn: ["failing"] },
        { ...step("refers"), id: "refers", input: fromTask("failing") },
      ],
      concurrency: 2,
    },
    createAgents: simple,
  },
  "nested delegation": {
    plan: {
      strategy: "sequential",
      tasks: [{ agentType: "parent", description: "top", id: "top" }, step("after")],
    },
    createAgents: agentsOf({ parent, middle, echo, broken }),
  },
  "nested delegation behind one slot": {
    plan: { strategy: "task", task: { agentType: "parent", description: "top" } },
    createAgents: (executions) =>
      agentsOf({ parent, middle, echo, broken })(executions).map((agent) => ({
        ...agent,
        maxConcurrency: 1,
      })),
  },
};

/** Asserts what must hold however the first process died. */
async function walk(
  scenario: Scenario,
  undisturbed: Awaited<ReturnType<typeof runUndisturbed>>,
  whole: number,
  death: "hang" | "written" | "refuse",
) {
  const crash = await runThroughCrash(scenario, whole, death);
  if (crash === undefined) return false;
  const { left, stored, executions, before, outcome } = crash;
  expect(withoutTimes(outcome)).toEqual(withoutTimes(undisturbed.outcome));
  expect(stored.status).toBe(undisturbed.stored.status);
  expect(describeTasks(stored.tasks)).toEqual(describeTasks(undisturbed.stored.tasks));

  const committed = new Map(left.tasks.map(({ task }) => [task.taskId, task]));
  const committedSteps = new Set(left.steps.map(({ taskId, key }) => `${taskId} ${key}`));
  for (const { taskId, idempotencyKey, step: name } of executions) {
    expect(idempotencyKey).toBe(taskId);
    if (name === undefined)
      expect(["pending", "in_progress", undefined]).toContain(committed.get(taskId)?.status);
    else expect(committedSteps).not.toContain(`${taskId} ${name}`);
  }
  for (const { task } of left.tasks) {
    // What was settled stays as it was, to the letter.
    if (task.finishedAt !== undefined)
      expect(stored.tasks.find((other) => other.task.taskId === task.taskId)?.task).toEqual(task);
  }
  // Whoever had been started and not committed is executed anew.
  const again = new Set(executions.map(({ taskId }) => taskId));
  for (const { taskId, step: name } of before) {
    if (
      name === undefined &&
      committed.get(taskId)?.finishedAt === undefined &&
      undisturbed.executions.some((other) => other.taskId === taskId)
    ) {
      expect(again).toContain(taskId);
    }
  }
  return true;
}

describe("resume goes on after a crash at any commit of", () => {
  const cases = Object.entries(scenarios).flatMap(([name, scenario]) =>
    (["quick", "slow"] as const).map((speed) => [name, speed, scenario] as const),
  );
  test.each(cases)("%s (%s)", async (_name, speed, scenario) => {
    pace = speed;
    const undisturbed = await runUndisturbed(scenario);
    expect(undisturbed.commits).toBeGreaterThan(0);
    let crashes = 0;
    for (const death of ["hang", "written", "refuse"] as const) {
      for (let whole = 0; whole < undisturbed.commits; whole++) {
        try {
          if (await walk(scenario, undisturbed, whole, death)) crashes++;
        } catch (error) {
          throw new Error(`Died after commit ${whole} of ${undisturbed.commits} (${death})`, {
            cause: error,
          });
        }
      }
    }
    expect(crashes).toBeGreaterThanOrEqual(undisturbed.commits);
  });
});

test("every strategy has a walk of its own", () => {
  const strategies: Record<Plan["strategy"], true> = {
    task: true,
    sequential: true,
    parallel: true,
    hierarchical: true,
    consensus: true,
    graph: true,
  };
  expect(new Set(Object.values(scenarios).map(({ plan }) => plan.strategy))).toEqual(
    new Set(Object.keys(strategies)),
  );
});
