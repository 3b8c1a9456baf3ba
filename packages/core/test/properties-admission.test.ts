import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inProcessEngine } from "../src/index.ts";
import { createAgent, createHarness, type Gate, createGate } from "./support/harness.ts";

const tasks = fc.array(fc.record({ agent: fc.nat(1), priority: fc.integer({ min: -2, max: 2 }) }), {
  minLength: 1,
  maxLength: 25,
});

describe("admission", () => {
  test("never lets more run than an agent's maxConcurrency and the engine's concurrency", async () => {
    await fc.assert(
      fc.asyncProperty(
        tasks,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(1, 2, 3, undefined),
        fc.infiniteStream(fc.nat()),
        async (plan, maxConcurrency, concurrency, picks) => {
          const { orchestrator, runtime } = createHarness({ engine: inProcessEngine({ concurrency }) });
          const open: { agent: number; gate: Gate }[] = [];
          for (const agent of [0, 1]) {
            orchestrator.registerAgent(
              createAgent(
                `agent ${agent}`,
                async () => {
                  const gate = createGate();
                  open.push({ agent, gate });
                  expect(open.filter((each) => each.agent === agent).length).toBeLessThanOrEqual(
                    maxConcurrency,
                  );
                  expect(open.length).toBeLessThanOrEqual(concurrency ?? Infinity);
                  await gate.opened;
                },
                { maxConcurrency },
              ),
            );
          }
          const run = orchestrator.executeParallel(
            plan.map(({ agent, priority }) => ({ agentType: `agent ${agent}`, description: "x", priority })),
          );
          for (let left = plan.length; left > 0; left--) {
            // Nobody waits while there is room.
            expect(open.length).toBeGreaterThan(0);
            const [ended] = open.splice((picks.next().value ?? 0) % open.length, 1);
            ended.gate.open();
            await runtime.advance(0);
          }
          expect((await run).every(({ status }) => status === "completed")).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("takes the highest priority first, then the oldest", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 25 }),
        async (priorities) => {
          const { orchestrator } = createHarness();
          const gate = createGate();
          const order: number[] = [];
          orchestrator.registerAgent(
            createAgent(
              "a",
              async ({ input }) => {
                await gate.opened;
                if (typeof input === "number") order.push(input);
              },
              { maxConcurrency: 1 },
            ),
          );
          const first = orchestrator.delegateTask({ agentType: "a", description: "takes the slot" });
          const run = orchestrator.executeParallel(
            priorities.map((priority, input) => ({ agentType: "a", description: "x", input, priority })),
          );
          gate.open();
          await Promise.all([first, run]);
          const expected = [...priorities.keys()].sort(
            (left, right) => priorities[right] - priorities[left] || left - right,
          );
          expect(order).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("gives a task that was retried, or came back from a child, its age back", async () => {
    const { orchestrator, runtime } = createHarness();
    const gate = createGate();
    const order: string[] = [];
    orchestrator.registerAgent(
      createAgent(
        "a",
        async ({ description }, { attempt }) => {
          if (description === "blocks") return gate.opened;
          if (description === "retries" && attempt === 1) throw new Error("busy");
          order.push(description);
          return undefined;
        },
        { maxConcurrency: 1 },
      ),
    );
    const old = orchestrator.delegateTask({
      agentType: "a",
      description: "retries",
      retry: { attempts: 2, backoff: { initialMs: 10, jitter: 0 } },
    });
    await runtime.advance(0);
    const others = ["blocks", "younger", "youngest"].map((description) =>
      orchestrator.delegateTask({ agentType: "a", description }),
    );
    await runtime.advance(10);
    gate.open();
    await Promise.all([old, ...others]);
    expect(order).toEqual(["retries", "younger", "youngest"]);
  });

  test("starts ten thousand tasks of synchronous executors without growing the stack", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", ({ input }) => input, { maxConcurrency: 1 }));
    const specs = Array.from({ length: 10_000 }, (_, input) => ({ agentType: "a", description: "x", input }));
    const sequential = await orchestrator.executeSequential(specs);
    const parallel = await orchestrator.executeParallel(specs);
    expect([sequential, parallel].map((run) => run.every(({ result }, index) => result === index))).toEqual([
      true,
      true,
    ]);
  });
});
