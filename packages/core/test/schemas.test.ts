import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Agent, Orchestrator, type StandardSchemaV1 } from "../src/index.ts";
import { createManualRuntime } from "../src/testing/index.ts";
import { createAgent, createHarness } from "./support/harness.ts";

const query = z.object({ query: z.string().min(1), limit: z.coerce.number().int().default(5) });

function createSearch(
  executor: Agent<unknown, z.output<typeof query>>["executor"],
  rest: object = {},
): Orchestrator {
  const { orchestrator } = createHarness();
  const agent = { ...createAgent("search", () => undefined), inputSchema: query, executor, ...rest };
  orchestrator.registerAgent(agent as Agent);
  return orchestrator;
}

describe("inputSchema", () => {
  test("gives the executor what the schema makes of the input; the record keeps what the caller gave", async () => {
    const orchestrator = createSearch(({ input }) => input);
    const task = await orchestrator.delegateTask({
      agentType: "search",
      description: "x",
      input: { query: "q", limit: "7" },
    });
    expect(task).toMatchObject({
      status: "completed",
      result: { query: "q", limit: 7 },
      input: { query: "q", limit: "7" },
    });
    expect(
      await orchestrator.delegateTask({ agentType: "search", description: "x", input: { query: "q" } }),
    ).toMatchObject({
      result: { query: "q", limit: 5 },
    });
  });

  test("fails the task with invalid_input, every problem and its path; nothing runs and nothing is retried", async () => {
    let calls = 0;
    const orchestrator = createSearch(() => {
      calls += 1;
    });
    const task = await orchestrator.delegateTask({
      agentType: "search",
      description: "x",
      input: { query: "", limit: "many" },
      retry: { attempts: 3 },
    });
    expect(task).toMatchObject({ status: "failed", failure: { code: "invalid_input" }, attempts: 1 });
    expect(task.error).toMatch(
      /input of task .+ for agent search "The search" does not fit its schema: query: .+; limit: /,
    );
    expect(task.failure?.details?.issues).toMatchObject([{ path: "query" }, { path: "limit" }]);
    expect(calls).toBe(0);
  });

  test("lets another agent take what does not fit", async () => {
    const orchestrator = createSearch(() => "searched");
    orchestrator.registerAgent(createAgent("any", () => "took it"));
    const spec = { agentType: "search", description: "x", input: 3, fallback: ["any"] };
    expect(await orchestrator.delegateTask(spec)).toMatchObject({ status: "completed", result: "took it" });
  });

  test("is asked for every attempt", async () => {
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime });
    let validated = 0;
    const inputSchema: StandardSchemaV1 = {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: (value) => {
          validated += 1;
          return { value };
        },
      },
    };
    orchestrator.registerAgent(
      createAgent(
        "a",
        (_, { attempt }) => {
          if (attempt < 3) throw new Error("no");
        },
        { inputSchema },
      ),
    );
    const settled = orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 3, backoff: { initialMs: 0 } },
    });
    await runtime.advance(0);
    expect(await settled).toMatchObject({ status: "completed", attempts: 3 });
    expect(validated).toBe(3);
  });

  test("may answer later, and may throw", async () => {
    const { orchestrator } = createHarness();
    const slow = z.string().refine(async (value) => value !== "forbidden", "is forbidden");
    orchestrator.registerAgent(createAgent("slow", ({ input }) => input, { inputSchema: slow }));
    const broken: StandardSchemaV1 = {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: () => {
          throw new Error("schema broke");
        },
      },
    };
    orchestrator.registerAgent(createAgent("broken", () => 1, { inputSchema: broken }));
    expect(
      await orchestrator.delegateTask({ agentType: "slow", description: "x", input: "fine" }),
    ).toMatchObject({ result: "fine" });
    expect(
      await orchestrator.delegateTask({ agentType: "slow", description: "x", input: "forbidden" }),
    ).toMatchObject({
      failure: { code: "invalid_input" },
    });
    expect(await orchestrator.delegateTask({ agentType: "broken", description: "x" })).toMatchObject({
      status: "failed",
      error: "schema broke",
    });
  });

  test("that is no Standard Schema is refused when the agent is registered", () => {
    const { orchestrator } = createHarness();
    for (const name of ["inputSchema", "outputSchema"]) {
      const agent = createAgent("a", () => 1, { [name]: { type: "object" } });
      expect(() => orchestrator.registerAgent(agent)).toThrow(
        expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(name) }),
      );
    }
  });
});

describe("outputSchema", () => {
  const outputSchema = z.object({ hits: z.number() }).transform(({ hits }) => ({ count: hits }));

  test("gives the caller what the schema makes of the result", async () => {
    const orchestrator = createSearch(() => ({ hits: 3 }), { inputSchema: undefined, outputSchema });
    expect(await orchestrator.delegateTask({ agentType: "search", description: "x" })).toMatchObject({
      result: { count: 3 },
    });
  });

  test("fails the attempt with invalid_output, which may be retried", async () => {
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime });
    let calls = 0;
    const answer = (): unknown => {
      calls += 1;
      return { hits: calls === 1 ? "three" : 3 };
    };
    orchestrator.registerAgent(createAgent("a", answer, { outputSchema: outputSchema as StandardSchemaV1 }));
    const once = { agentType: "a", description: "x" };
    const settled = orchestrator.delegateTask({ ...once, retry: { attempts: 2, backoff: { initialMs: 0 } } });
    await runtime.advance(0);
    expect(await settled).toMatchObject({ status: "completed", result: { count: 3 }, attempts: 2 });
    calls = 0;
    const failed = await orchestrator.delegateTask(once);
    expect(failed).toMatchObject({
      status: "failed",
      failure: { code: "invalid_output" },
      result: undefined,
    });
    expect(failed.error).toContain("hits: ");
  });

  test("stops listing problems after ten, and says how many more there are", async () => {
    const { orchestrator } = createHarness();
    const outputSchema = z.array(z.number()) as StandardSchemaV1;
    orchestrator.registerAgent(
      createAgent("a", () => Array.from({ length: 25 }, () => "no"), { outputSchema }),
    );
    const task = await orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(task.error).toMatch(/; 9: [^;]+; and 15 more$/);
    expect(task.failure?.details?.issues).toHaveLength(25);
  });
});
