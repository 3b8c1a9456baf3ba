import { fromTask, type Plan, type RunOptions, type TaskSpec } from "@convoke/core";

/** A run whose process is killed at every boundary of the store that it comes to. */
export interface Story {
  readonly plan: Plan;
  readonly options?: RunOptions;
  /** How many of its tasks complete. */
  readonly completed: number;
  /** Writing calls to the store that the run makes at least, its opening included: when it is quick, and when it is slow. */
  readonly boundaries: readonly [quick: number, slow: number];
}

const echo = (description: string, rest: Partial<TaskSpec> = {}): TaskSpec => ({
  agentType: "echo",
  description,
  ...rest,
});
const failing: TaskSpec = { agentType: "broken", description: "fails" };

/** One for each strategy, and for everything else that a resumed run has to find again. */
export const stories: Readonly<Record<string, Story>> = {
  task: { plan: { strategy: "task", task: echo("alone") }, completed: 1, boundaries: [2, 3] },
  sequential: {
    plan: {
      strategy: "sequential",
      tasks: [
        echo("a"),
        echo("b", { id: "facts", input: { answer: { summary: "short" } } }),
        echo("c", { input: { text: fromTask("facts", "answer.summary"), first: fromTask("0") } }),
        { ...failing, strict: true },
        echo("never"),
      ],
    },
    completed: 3,
    boundaries: [6, 9],
  },
  parallel: {
    plan: { strategy: "parallel", tasks: [echo("a"), failing, echo("c"), echo("d")], concurrency: 2 },
    completed: 3,
    boundaries: [4, 5],
  },
  hierarchical: {
    plan: {
      strategy: "hierarchical",
      mainTask: "build",
      subtasks: [
        echo("a", { input: { n: 1, list: [1] } }),
        failing,
        echo("c", { input: { n: 2, list: [2] } }),
      ],
      aggregationStrategy: "merge",
      concurrency: 1,
    },
    completed: 2,
    boundaries: [5, 7],
  },
  consensus: {
    plan: {
      strategy: "consensus",
      task: "true?",
      agents: ["yes", "silent", "yes", "silent", "yes"],
      minAgreement: 0.6,
    },
    completed: 3,
    boundaries: [4, 4],
  },
  graph: {
    plan: {
      strategy: "graph",
      tasks: [
        echo("join", { id: "join", input: { left: fromTask("left"), right: fromTask("right") } }),
        echo("left", { id: "left", dependsOn: ["start"] }),
        echo("right", { id: "right", dependsOn: ["start"] }),
        echo("start", { id: "start" }),
        { ...failing, id: "failing", dependsOn: ["start"] },
        echo("after", { id: "after", dependsOn: ["failing"] }),
      ],
      concurrency: 2,
    },
    completed: 4,
    boundaries: [5, 7],
  },
  nested: {
    plan: { strategy: "task", task: { agentType: "nesting", description: "top", input: 3 } },
    completed: 4,
    boundaries: [5, 6],
  },
  steps: {
    plan: { strategy: "sequential", tasks: [{ agentType: "stepping", description: "work" }, echo("after")] },
    completed: 2,
    boundaries: [7, 8],
  },
  waiting: {
    plan: { strategy: "task", task: { agentType: "asking", description: "ask" } },
    completed: 1,
    boundaries: [5, 6],
  },
  retries: {
    plan: {
      strategy: "task",
      task: {
        agentType: "flaky",
        description: "again",
        retry: { attempts: 2, backoff: { initialMs: 1, jitter: 0 } },
      },
    },
    completed: 1,
    boundaries: [3, 3],
  },
  budget: {
    plan: {
      strategy: "parallel",
      tasks: ["a", "b"].map((description) => ({ agentType: "spending", description })),
    },
    options: { budget: { maxCostUsd: 40 } },
    completed: 2,
    boundaries: [5, 6],
  },
  fallback: {
    plan: { strategy: "task", task: { ...failing, fallback: ["nobody", "echo"] } },
    completed: 1,
    boundaries: [2, 3],
  },
  renewed: {
    plan: { strategy: "task", task: { agentType: "enduring", description: "long" } },
    completed: 1,
    boundaries: [5, 6],
  },
  released: {
    plan: { strategy: "task", task: { agentType: "leaving", description: "late" } },
    completed: 1,
    boundaries: [3, 4],
  },
};

/** What one reservation of the spending agent sets aside, and uses. */
export const priceUsd = 2;

/** The runs of a story that are lived at once: each freezes before or after it writes, and works without a pause or with. */
export const variants = ["quick.before", "quick.after", "slow.before", "slow.after"] as const;

export function isSlow(taskId: string): boolean {
  return taskId.includes(".slow.");
}
