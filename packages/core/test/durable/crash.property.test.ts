import { type AgentContext, delay, type Plan, type TaskRequest, type TaskSpec } from "@convoke/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeTasks,
  type Execution,
  runThroughCrash,
  runUndisturbed,
  type Scenario,
  tickMs,
  withoutTimes,
} from "./crash.ts";
import type { Death } from "./failing-store.ts";

/** What a task does: some steps, some children, and that many failed attempts before it completes. */
interface Program {
  readonly ticks: number;
  readonly failures: number;
  readonly steps: number;
  readonly keyed: boolean;
  readonly together: boolean;
  readonly children: readonly Program[];
}

const { program } = fc.letrec<{ program: Program }>((tie) => ({
  program: fc.record({
    ticks: fc.nat(2),
    failures: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
    ),
    steps: fc.nat(2),
    keyed: fc.boolean(),
    together: fc.boolean(),
    children: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constant([]),
      fc.array(tie("program"), { maxLength: 2 }),
    ),
  }),
}));

/** Two attempts: a program with two failures or more fails for good. */
const toSpec = (input: Program, description: string): TaskSpec => ({
  agentType: "actor",
  description,
  input,
  retry: { attempts: 2, backoff: { initialMs: input.failures === 1 ? 0 : tickMs, jitter: 0 } },
});

async function perform(
  { taskId, description, input }: TaskRequest,
  context: AgentContext,
  executions: Execution[],
) {
  executions.push({ taskId, idempotencyKey: context.idempotencyKey });
  const { ticks, failures, steps, keyed, together, children } = input as Program;
  if (ticks > 0) await delay(context.runtime, ticks * tickMs, context.signal);
  const done: unknown[] = [];
  for (let index = 0; index < steps; index++) {
    const step = `step ${index}`;
    const work = async (): Promise<string> => {
      executions.push({ taskId, idempotencyKey: context.idempotencyKey, step });
      return `${step} of ${description}`;
    };
    done.push(await context.step(step, work));
  }
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

const plan: fc.Arbitrary<Plan> = fc
  .record({
    programs: fc.array(program, { minLength: 1, maxLength: 4 }),
    strategy: fc.constantFrom(
      "sequential" as const,
      "parallel" as const,
      "graph" as const,
      "hierarchical" as const,
    ),
    concurrency: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    chained: fc.boolean(),
  })
  .map(({ programs, strategy, concurrency, chained }): Plan => {
    const tasks = programs.map((each, index) => ({ ...toSpec(each, `task ${index}`), id: `t${index}` }));
    if (strategy === "hierarchical")
      return { strategy, mainTask: "main", subtasks: tasks, aggregationStrategy: "merge", concurrency };
    if (strategy === "sequential") return { strategy, tasks };
    if (strategy === "parallel") return { strategy, tasks, concurrency };
    return {
      strategy,
      tasks: tasks.map((task, index) =>
        index > 0 && chained ? { ...task, dependsOn: [`t${index - 1}`] } : task,
      ),
      concurrency,
    };
  });

test("resume ends any run as an undisturbed one ends, whenever and however its first process died", async () => {
  let crashes = 0;
  await fc.assert(
    fc.asyncProperty(
      plan,
      fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      fc.constantFrom<Death>("hang", "written", "refuse"),
      fc.nat(40),
      async (anyPlan, maxConcurrency, death, moment) => {
        const scenario: Scenario = {
          plan: anyPlan,
          createAgents: (executions) => [
            {
              agentType: "actor",
              name: "actor",
              description: "performs",
              capabilities: [],
              maxConcurrency,
              executor: (task, context) => perform(task, context, executions),
            },
          ],
        };
        const undisturbed = await runUndisturbed(scenario);
        const crash = await runThroughCrash(scenario, moment % undisturbed.commits, death);
        if (crash === undefined) return;
        crashes++;
        expect(withoutTimes(crash.outcome)).toEqual(withoutTimes(undisturbed.outcome));
        expect(describeTasks(crash.stored.tasks)).toEqual(describeTasks(undisturbed.stored.tasks));
        const completed = new Set(
          crash.left.tasks.flatMap(({ task }) => (task.status === "completed" ? [task.taskId] : [])),
        );
        const steps = new Set(crash.left.steps.map(({ taskId, key }) => `${taskId} ${key}`));
        for (const { taskId, idempotencyKey, step } of crash.executions) {
          expect(idempotencyKey).toBe(taskId);
          expect(completed).not.toContain(taskId);
          if (step !== undefined) expect(steps).not.toContain(`${taskId} ${step}`);
        }
      },
    ),
    { numRuns: 200 },
  );
  expect(crashes).toBeGreaterThan(100);
});
