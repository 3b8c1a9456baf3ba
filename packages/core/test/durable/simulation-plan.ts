import type { AgentContext, Agent, Plan, StandardSchemaV1, TaskRequest, TaskSpec } from "@convoke/core";
import { delay } from "@convoke/core";

/** Chance with a seed. */
export interface Chance {
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  /** True so many times out of a hundred. */
  percent(share: number): boolean;
}

export function createChance(random: () => number): Chance {
  return {
    below: (limit) => Math.floor(random() * limit),
    percent: (share) => random() * 100 < share,
  };
}

/** What a task does: it works, records steps, fails, asks, has children. */
interface Program {
  readonly ticks: number;
  readonly failures: number;
  readonly steps: number;
  readonly asks: boolean;
  readonly together: boolean;
  readonly keyed: boolean;
  readonly children: readonly Program[];
}

const tickMs = 100;
/** The answer to every question. */
export const rightAnswer = "yes";

function drawProgram(chance: Chance, depth: number): Program {
  const children = depth > 0 && chance.percent(35) ? 1 + chance.below(2) : 0;
  return {
    ticks: chance.below(4),
    failures: chance.percent(20) ? 1 + chance.below(2) : 0,
    steps: chance.percent(40) ? 1 + chance.below(2) : 0,
    asks: chance.percent(12),
    together: chance.percent(50),
    keyed: chance.percent(50),
    children: Array.from({ length: children }, () => drawProgram(chance, depth - 1)),
  };
}

/** Two attempts: a program with two failures fails for good, unless there is somebody else to ask. */
function toSpec(input: Program, description: string, chance?: Chance): TaskSpec {
  return {
    agentType: "actor",
    description,
    input,
    retry: { attempts: 2, backoff: { initialMs: input.ticks % 2 === 0 ? 0 : tickMs, jitter: 0 } },
    ...(chance?.percent(15) === true ? { fallback: ["substitute"] } : {}),
  };
}

/** A small plan of any strategy. */
export function drawPlan(chance: Chance): Plan {
  const count = 1 + chance.below(3);
  const tasks = Array.from({ length: count }, (_, index) => ({
    ...toSpec(drawProgram(chance, 2), `task ${index}`, chance),
    id: `t${index}`,
  }));
  const concurrency = chance.percent(50) ? 1 + chance.below(2) : undefined;
  switch (chance.below(6)) {
    case 0:
      return { strategy: "task", task: { ...tasks[0], id: undefined } };
    case 1:
      return {
        strategy: "sequential",
        tasks: tasks.map((task) => ({ ...task, strict: chance.percent(20) })),
      };
    case 2:
      return { strategy: "parallel", tasks, concurrency };
    case 3:
      return { strategy: "hierarchical", mainTask: "main", subtasks: tasks, concurrency };
    case 4:
      return {
        strategy: "consensus",
        task: "true?",
        agents: Array.from({ length: 3 }, () => ["yes", "yes", "no", "broken"][chance.below(4)]),
        minAgreement: 0.5,
        ...(chance.percent(50) ? { earlyStop: "never" } : { concurrency: 1 }),
      };
    default:
      return {
        strategy: "graph",
        tasks: tasks.map((task, index) =>
          index > 0 && chance.percent(60) ? { ...task, dependsOn: [`t${chance.below(index)}`] } : task,
        ),
        concurrency,
      };
  }
}

const anything: StandardSchemaV1<unknown, unknown> = {
  "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) },
};

/** Told what an executor does; a promise that never ends holds what must not go on. */
export type Watch = (taskId: string, idempotencyKey: string) => (step?: string) => Promise<void>;

/** The agents of every plan. */
export function createSimulatedAgents(watch: Watch): readonly Agent[] {
  async function perform(
    { description, input }: TaskRequest,
    context: AgentContext,
    note: ReturnType<Watch>,
  ) {
    const { ticks, failures, steps, asks, together, keyed, children } = input as Program;
    if (ticks > 0) await delay(context.runtime, ticks * tickMs, context.signal);
    const done: unknown[] = [];
    for (let index = 0; index < steps; index++) {
      const step = `step ${index}`;
      const work = async (): Promise<string> => {
        await note(step);
        return `${step} of ${description}`;
      };
      done.push(await context.step(step, work));
    }
    if (asks) done.push(await context.waitFor("question", anything));
    const start = (child: Program, index: number) =>
      context.delegate({
        ...toSpec(child, `child of ${description}`),
        ...(keyed ? { key: `child${index}` } : {}),
      });
    const tasks = together ? await Promise.all(children.map(start)) : [];
    if (!together) for (const [index, child] of children.entries()) tasks.push(await start(child, index));
    if (context.attempt <= failures) throw new Error(`attempt ${context.attempt} of ${description}`);
    return { done, children: tasks.map(({ status, result, error }) => ({ status, result, error })) };
  }
  const agent = (
    agentType: string,
    work: (task: TaskRequest, context: AgentContext, note: ReturnType<Watch>) => unknown,
  ): Agent => ({
    agentType,
    name: agentType,
    description: agentType,
    capabilities: [],
    async executor(task, context) {
      const note = watch(task.taskId, context.idempotencyKey);
      await note();
      return work(task, context, note);
    },
  });
  const vote = (verdict: string) => async (_task: TaskRequest, context: AgentContext) => {
    await delay(context.runtime, tickMs, context.signal);
    return { verdict };
  };
  return [
    agent("actor", perform),
    agent("substitute", ({ description }) => `instead: ${description}`),
    agent("yes", vote("yes")),
    agent("no", vote("no")),
    agent("broken", () => {
      throw new Error("it broke");
    }),
  ];
}
