import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inProcessEngine, type OrchestrationEvent } from "../src/index.ts";
import { behave, type Behaviour, behaviours, specFor } from "./support/random-tree.ts";
import { countListeners, createAgent, createHarness, isSettledNow } from "./support/harness.ts";

const gracePeriodMs = 20;

describe("cancelling at a random moment", () => {
  test("leaves every task settled within the grace period, no timer, no listener", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(behaviours, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(1, 2, 5, undefined),
        fc.constantFrom(1, 3, undefined),
        fc.constantFrom("run", "signal", "tasks"),
        fc.boolean(),
        async (trees, cancelAfterMs, maxConcurrency, concurrency, how, observed) => {
          const harness = createHarness({ gracePeriodMs, engine: inProcessEngine({ concurrency }) });
          const { orchestrator, runtime } = harness;
          const open = new Set<string>();
          const follow = (event: OrchestrationEvent): void => {
            if (event.type === "task-created") open.add(event.task.taskId);
            if (event.type === "task-settled") open.delete(event.task.taskId);
          };
          if (observed) orchestrator.subscribe(follow);
          for (const agent of [0, 1])
            orchestrator.registerAgent(createAgent(`random ${agent}`, behave, { maxConcurrency }));
          const controller = new AbortController();
          const specs = trees.map((tree, index) => ({ ...specFor(tree, index), signal: controller.signal }));
          const run = orchestrator.executeParallel(specs, { id: "r", signal: controller.signal });
          await runtime.advance(cancelAfterMs);
          if (how === "signal") controller.abort(new Error("enough"));
          else if (how === "run") void orchestrator.cancel("r");
          else for (const index of trees.keys()) void orchestrator.cancel(`r/${index}`);
          await runtime.advance(gracePeriodMs);
          expect(await isSettledNow(run, runtime)).toBe(true);
          const { totalTasks, tasksCompleted, tasksFailed, tasksCancelled, tasksInProgress } =
            orchestrator.getStatistics();
          expect(tasksInProgress).toBe(0);
          expect(tasksCompleted + tasksFailed + tasksCancelled).toBe(totalTasks);
          expect([...open]).toEqual([]);
          expect(countListeners(controller.signal)).toBe(0);
          // What is left are the timers of the executors that ignore their signal; once they are through, none.
          await runtime.advance(30_000);
          expect(runtime.pendingTimers).toBe(0);
          // Every slot has come back.
          for (const agent of [0, 1]) {
            const now: Behaviour = { kind: "now", agent, ms: 7, children: [], awaits: true, attempts: 1 };
            expect(await orchestrator.delegateTask(specFor(now))).toMatchObject({
              status: "completed",
              result: 7,
            });
          }
        },
      ),
      { numRuns: 250 },
    );
  });

  test("is never needed for a run to end, although executors that were given up never return", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(behaviours, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(1, 2, undefined),
        fc.constantFrom(1, 2, undefined),
        async (trees, maxConcurrency, concurrency) => {
          const { orchestrator, runtime } = createHarness({
            gracePeriodMs,
            engine: inProcessEngine({ concurrency }),
          });
          for (const agent of [0, 1])
            orchestrator.registerAgent(createAgent(`random ${agent}`, behave, { maxConcurrency }));
          const run = orchestrator.executeParallel(trees.map(makeMortal).map(specFor));
          await runtime.advance(100_000);
          expect(await isSettledNow(run, runtime)).toBe(true);
          expect(runtime.pendingTimers).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Whoever never returns has a time limit, nobody waits for an answer, and nobody else has a limit but by chance. */
function makeMortal(tree: Behaviour): Behaviour {
  const mortal = { ...tree, children: tree.children.map(makeMortal) };
  if (tree.kind === "wait") return { ...mortal, kind: "now" };
  return tree.kind === "deaf" ? { ...mortal, kind: "gone", timeoutMs: tree.timeoutMs ?? 60 } : mortal;
}
