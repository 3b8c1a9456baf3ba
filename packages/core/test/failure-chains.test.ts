import { describe, expect, test } from "vitest";
import { literal, OrchestrationError, type TaskSpec } from "../src/index.ts";
import { createAgent, createHarness } from "./support/harness.ts";

describe("a malformed reference", () => {
  const input = { x: { $fromTask: { id: "a", path: "a..b" } } };

  test("fails the task that holds it, in every strategy, and counts as a failure", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => 1));
    const spec = { agentType: "a", description: "x", input };
    const tasks = [
      await orchestrator.delegateTask(spec),
      ...(await orchestrator.executeSequential([spec])),
      ...(await orchestrator.executeParallel([spec])),
    ];
    for (const { status, failure } of tasks) {
      expect({ status, code: failure?.code }).toEqual({ status: "failed", code: "invalid_input" });
    }
    expect(orchestrator.getStatistics()).toMatchObject({ tasksFailed: 3, successRate: 0 });
  });

  test("is data where it is meant as data", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", (task) => task.input));
    const { result } = await orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      input: literal(input),
    });
    expect(result).toEqual(input);
  });
});

describe("a chain of failures", () => {
  test.each(["dependencies", "references"])(
    "of a thousand tasks (%s) quotes where it began, not itself",
    async (kind) => {
      const { orchestrator } = createHarness();
      orchestrator.registerAgent(
        createAgent("a", () => {
          throw new Error("the root cause");
        }),
      );
      const tasks = Array.from({ length: 1_000 }, (_, index): TaskSpec => {
        const before = `n${index - 1}`;
        const link =
          kind === "dependencies" ? { dependsOn: [before] } : { input: { $fromTask: { id: before } } };
        return { agentType: "a", description: "x", id: `n${index}`, ...(index > 0 && link) };
      });
      const records = await orchestrator.executeGraph(tasks);
      const errors = records.map(({ error }) => error ?? "");
      for (const error of errors) {
        expect(error.length).toBeLessThan(300);
        expect(error).toContain("the root cause");
      }
      expect(errors[999]).toContain('"n998"');
      expect(errors[999]).toContain('"n0"');
    },
  );
});

test("an origin among the details of an agent's own error is taken for what it is", async () => {
  const { orchestrator } = createHarness();
  orchestrator.registerAgent(
    createAgent("a", () => {
      throw new OrchestrationError("dependency_failed", "no host", { details: { origin: "https://x.test" } });
    }),
  );
  const [, second] = await orchestrator.executeGraph([
    { agentType: "a", description: "x", id: "first" },
    { agentType: "a", description: "x", id: "second", dependsOn: ["first"] },
  ]);
  expect(second.error).toContain("is failed: no host");
});
