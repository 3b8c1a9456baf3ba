import { describe, expect, expectTypeOf, test } from "vitest";
import { fromTask, type HierarchicalFor, Orchestrator, type SpecsFor, type Task } from "../../src/index.ts";
import { counter, listStatuses, orchestrator, type planner } from "../support/typed-orchestrator.ts";

describe("`executeSequential`, `executeParallel` and `executeGraph`", () => {
  test("check each task's input", async () => {
    const sequence = await orchestrator.executeSequential([
      { agentType: "counter", description: "x", input: { text: "t" } },
      // @ts-expect-error -- a text is wanted
      { agentType: "counter", description: "x", input: { text: 3 } },
    ]);
    const parallel = await orchestrator.executeParallel([
      { agentType: "counter", description: "x", input: { text: "t" } },
      // @ts-expect-error -- a text is wanted
      { agentType: "counter", description: "x", input: { text: 3 } },
    ]);
    const graph = await orchestrator.executeGraph([
      { id: "a", agentType: "counter", description: "x", input: { text: "t" } },
      // @ts-expect-error -- a text is wanted
      { dependsOn: ["a"], agentType: "counter", description: "x", input: { text: 3 } },
    ]);
    for (const [first] of [sequence, parallel, graph]) {
      expectTypeOf(first).toEqualTypeOf<Task<unknown, { words: number }>>();
      expect(first.result?.words).toBe(1);
    }
  });

  test("take tasks that a function was given", async () => {
    const run = <const Types extends readonly string[]>(
      tasks: SpecsFor<{ counter: typeof counter }, Types>,
    ): Promise<readonly Task[]> => new Orchestrator({ agents: { counter } }).executeParallel(tasks);
    const tasks = await run([{ agentType: "counter", description: "x", input: { text: "t" } }]);
    // @ts-expect-error -- a text is wanted
    await run([{ agentType: "counter", description: "x", input: { text: 3 } }]);
    expect(listStatuses(tasks)).toEqual(["completed"]);
  });
});

describe("`executeHierarchical`", () => {
  test("checks each subtask's input", async () => {
    const { tasks } = await orchestrator.executeHierarchical({
      mainTask: "x",
      subtasks: [
        { agentType: "counter", description: "x", input: { text: "t" } },
        { agentType: "knowledge", description: "x", input: { type: "verify", claim: "c", depth: "deep" } },
        { agentType: "third-party", description: "x", input: { text: 3 } },
        { capability: "count", description: "x", input: (previous) => previous.length },
        // @ts-expect-error -- a text is wanted
        { agentType: "counter", description: "x", input: { text: 3 } },
        // @ts-expect-error -- goal is missing
        { agentType: "planner", description: "x", input: () => ({ steps: "3" }) },
      ],
      onFailure: { quorum: 1 },
    });
    expect(tasks).toHaveLength(6);
  });

  test("takes subtasks that are built", async () => {
    const plan: HierarchicalFor<{ planner: typeof planner }, readonly "planner"[]> = {
      mainTask: "x",
      subtasks: ["React", "Vue"].map((goal) => ({
        agentType: "planner",
        description: goal,
        input: { goal },
      })),
    };
    const { status } = await orchestrator.executeHierarchical(plan);
    expect(status).toBe("completed");
  });
});

describe("`executeConsensus`", () => {
  const question = { task: "x", minAgreement: 1 } as const;

  test("checks its input against the type of its agents", async () => {
    const verdict = await orchestrator.executeConsensus({
      ...question,
      agents: ["knowledge", "knowledge"],
      input: { type: "verify", claim: "c", depth: "deep" },
    });
    expectTypeOf(verdict.winningResult).toEqualTypeOf<string | undefined>();
    expect(verdict.consensus).toBe(true);
    await orchestrator.executeConsensus({
      ...question,
      agents: ["knowledge"],
      // @ts-expect-error -- neither "quick" nor "deep"
      input: { type: "verify", claim: "c", depth: "deeper" },
    });
    await orchestrator.executeConsensus({
      ...question,
      agents: ["counter"],
      // @ts-expect-error -- a text is wanted
      input: { text: 3 },
    });
  });

  test("wants an input that suits all of them", async () => {
    const { winningResult } = await orchestrator.executeConsensus({
      ...question,
      agents: ["counter", "planner"],
      input: { text: "t", goal: "g" },
      minAgreement: 0.1,
    });
    expectTypeOf(winningResult).toEqualTypeOf<
      { words: number } | { plan: (string | undefined)[] } | undefined
    >();
    expect(winningResult).toEqual({ words: 1 });
    await orchestrator.executeConsensus({
      ...question,
      agents: ["counter", "planner"],
      // @ts-expect-error -- the planner's goal is missing
      input: { text: "t" },
    });
  });

  test("leaves types that were not declared out of account", async () => {
    const { votes } = await orchestrator.executeConsensus({
      ...question,
      agents: ["counter", "third-party", "free"],
      input: { text: "t" },
    });
    expect(votes).toHaveLength(3);
    await orchestrator.executeConsensus({ ...question, agents: ["third-party"], input: { text: 3 } });
    await orchestrator.executeConsensus({ ...question, agents: ["counter" as string], input: { text: 3 } });
    await orchestrator.executeConsensus({
      ...question,
      agents: ["counter", "third-party"],
      // @ts-expect-error -- a text is wanted by the counter
      input: { text: 3 },
    });
  });

  test("may do without an input, and takes references, literals and functions as a plan's tasks do", async () => {
    const verdict = await orchestrator.executeConsensus({ ...question, agents: ["counter"] });
    expect(verdict.winningResult?.words).toBe(0);
    const { winningResult } = await orchestrator.executeConsensus({
      ...question,
      agents: ["counter"],
      input: (previous) => ({ text: `${previous.length}` }),
    });
    expect(winningResult?.words).toBe(1);
    const { votes } = await orchestrator.executeConsensus({
      ...question,
      agents: ["counter"],
      input: { text: fromTask("nobody") },
    });
    expect(votes[0].status).toBe("failed");
  });
});
