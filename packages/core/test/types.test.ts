import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { type Agent, Orchestrator, type Task, type TaskRequest } from "../src/index.ts";

const common = { description: "for type tests", capabilities: [] } as const;

const knowledge = {
  ...common,
  agentType: "knowledge",
  name: "Knowledge",
  executor: (task: TaskRequest<{ query: string }>) => ({ answer: task.input.query.length }),
} as const;

const planner = {
  ...common,
  agentType: "planner" as const,
  name: "Planner",
  inputSchema: z.object({ goal: z.string(), steps: z.coerce.number().default(3) }),
  outputSchema: z.object({ plan: z.array(z.string()) }).transform(({ plan }) => ({ steps: plan.length })),
  executor: async (task: TaskRequest<{ goal: string; steps: number }>) => ({
    plan: Array.from({ length: task.input.steps }, () => task.input.goal),
  }),
};

const voters = [
  { ...common, agentType: "voter", name: "Text", executor: () => "yes" },
  { ...common, agentType: "voter", name: "Number", executor: async () => 1 },
] as const;

function createTyped() {
  return new Orchestrator({ agents: { knowledge, planner, voter: voters } });
}

describe("new Orchestrator({ agents })", () => {
  test("checks a task's input and types its result by its agent's executor", async () => {
    const orchestrator = createTyped();
    const task = await orchestrator.delegateTask({
      agentType: "knowledge",
      description: "x",
      input: { query: "three" },
    });
    expectTypeOf(task.result).toEqualTypeOf<{ answer: number } | undefined>();
    expectTypeOf(task.input).toEqualTypeOf<{ query: string }>();
    expect(task.result?.answer).toBe(5);
    await orchestrator.delegateTask({
      agentType: "knowledge",
      description: "x",
      // @ts-expect-error -- the agent takes { query: string }
      input: { question: "three" },
    });
    // @ts-expect-error -- the agent takes { query: string }
    await orchestrator.delegateTask({ agentType: "knowledge", description: "x", input: "three" });
    // @ts-expect-error -- the result has no such field
    expect(task.result?.verdict).toBeUndefined();
  });

  test("takes the caller's side of an input schema and the result's side of an output schema", async () => {
    const orchestrator = createTyped();
    const handle = orchestrator.startTask({ agentType: "planner", description: "x", input: { goal: "g" } });
    const task = await handle.settled;
    expectTypeOf(task.result).toEqualTypeOf<{ steps: number } | undefined>();
    expect(task.result?.steps).toBe(3);
    // @ts-expect-error -- goal is required
    orchestrator.startTask({ agentType: "planner", description: "x", input: { steps: 3 } });
  });

  test("unites the results of several agents of one type", async () => {
    const task = await createTyped().delegateTask({ agentType: "voter", description: "x" });
    expectTypeOf(task.result).toEqualTypeOf<"yes" | 1 | string | number | undefined>();
    expect(["yes", 1]).toContain(task.result);
  });

  test("types the records of a strategy one by one, and a consensus by its voters", async () => {
    const orchestrator = createTyped();
    const [first, second] = await orchestrator.executeParallel([
      { agentType: "planner", description: "x", input: { goal: "g" } },
      { agentType: "knowledge", description: "y", input: { query: "q" } },
    ]);
    expectTypeOf(first.result).toEqualTypeOf<{ steps: number } | undefined>();
    expectTypeOf(second.result).toEqualTypeOf<{ answer: number } | undefined>();
    const verdict = await orchestrator.executeConsensus({
      task: "x",
      agents: ["planner"],
      input: { goal: "g" },
      minAgreement: 1,
    });
    expectTypeOf(verdict.winningResult).toEqualTypeOf<{ steps: number } | undefined>();
    expect(verdict.winningResult).toEqual({ steps: 3 });
  });

  test("leaves types that were not declared unknown", async () => {
    const orchestrator = createTyped();
    const task = await orchestrator.delegateTask({
      agentType: "code",
      description: "x",
      input: Symbol("anything"),
    });
    expectTypeOf(task.result).toEqualTypeOf<unknown>();
    expect(task.status).toBe("failed");
  });
});

describe("registerAgent", () => {
  test("returns a type that knows the agent, for short chains", async () => {
    const orchestrator = new Orchestrator().registerAgent(knowledge).registerAgent(planner);
    const task = await orchestrator.delegateTask({
      agentType: "planner",
      description: "x",
      input: { goal: "g", steps: 2 },
    });
    expectTypeOf(task).toEqualTypeOf<Task<{ goal: string; steps?: unknown }, { steps: number }>>();
    expect(task.result).toEqual({ steps: 2 });
    // @ts-expect-error -- the agent takes { query: string }
    void orchestrator.delegateTask({ agentType: "knowledge", description: "x", input: { query: 3 } });
  });

  test("as a bare statement leaves input and result unknown", async () => {
    const orchestrator = new Orchestrator();
    orchestrator.registerAgent(knowledge);
    const task = await orchestrator.delegateTask({
      agentType: "knowledge",
      description: "x",
      input: { query: "q" },
    });
    expectTypeOf(task.result).toEqualTypeOf<unknown>();
    expectTypeOf(task.input).toEqualTypeOf<unknown>();
    expect(task.result).toEqual({ answer: 1 });
  });
});

describe("Agent", () => {
  test("asks for everything it needs, and types what its executor gets", () => {
    const agent: Agent<{ n: number }> = {
      ...common,
      agentType: "a",
      name: "A",
      executor: ({ input }, { signal }) => {
        expectTypeOf(input).toEqualTypeOf<{ n: number }>();
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
        return input.n;
      },
    };
    expect(agent.name).toBe("A");
    // @ts-expect-error -- an agent without an executor is none
    const incomplete: Agent = { ...common, agentType: "a", name: "A" };
    expect(incomplete).toBeDefined();
  });
});
