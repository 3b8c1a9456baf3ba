import { describe, expect, test } from "vitest";
import type { AgentContext, StandardSchemaV1 } from "../src/index.ts";
import { createScriptedAgent, recordEvents } from "../src/testing/index.ts";
import { createAgent, createHarness, expectNothingLeft, isSettledNow } from "./support/harness.ts";

const again = { attempts: 2, backoff: { initialMs: 0 } };

/** Accepts text and answers it in capitals. */
const text: StandardSchemaV1<unknown, string> = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) =>
      typeof value === "string"
        ? { value: value.toUpperCase() }
        : { issues: [{ message: "is no text", path: ["name"] }] },
  },
};

describe("context.step", () => {
  test("does not repeat work that was done in an earlier attempt", async () => {
    const { orchestrator, runtime } = createHarness();
    let worked = 0;
    orchestrator.registerAgent(
      createAgent("a", async (_, { step, attempt }) => {
        const value = await step("fetch", async () => {
          worked += 1;
          return { page: worked };
        });
        if (attempt === 1) throw new Error("after the step");
        return value;
      }),
    );
    const settled = orchestrator.delegateTask({ agentType: "a", description: "x", retry: again });
    await runtime.advance(0);
    expect(await settled).toMatchObject({ status: "completed", result: { page: 1 } });
    expect(worked).toBe(1);
  });

  test("remembers that work returned nothing", async () => {
    const { orchestrator } = createHarness();
    let worked = 0;
    const work = async (): Promise<void> => {
      worked += 1;
    };
    orchestrator.registerAgent(
      createAgent("a", async (_, { step }) => [await step("s", work), await step("s", work)]),
    );
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      result: [undefined, undefined],
    });
    expect(worked).toBe(1);
  });

  test("repeats work that failed, and hands its error on", async () => {
    const { orchestrator, runtime } = createHarness();
    let worked = 0;
    orchestrator.registerAgent(
      createAgent("a", (_, { step }) =>
        step("s", async () => {
          worked += 1;
          if (worked === 1) throw new Error("not yet");
          return worked;
        }),
      ),
    );
    const settled = orchestrator.delegateTask({ agentType: "a", description: "x", retry: again });
    await runtime.advance(0);
    expect(await settled).toMatchObject({ status: "completed", result: 2 });
  });

  test("runs the work once when it is asked for twice at once", async () => {
    const { orchestrator } = createHarness();
    let worked = 0;
    const work = async (): Promise<number> => {
      worked += 1;
      return worked;
    };
    orchestrator.registerAgent(
      createAgent("a", (_, { step }) => Promise.all([step("s", work), step("s", work), step("t", work)])),
    );
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      result: [1, 1, 2],
    });
  });

  test("keeps the steps of different tasks apart, and refuses an empty key", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(
      createAgent("a", ({ description }, { step }) => step("s", async () => description)),
    );
    orchestrator.registerAgent(createAgent("b", (_, { step }) => step("", async () => 1)));
    const tasks = await orchestrator.executeParallel(
      [1, 2].map((n) => ({ agentType: "a", description: `task ${n}` })),
    );
    expect(tasks.map(({ result }) => result)).toEqual(["task 1", "task 2"]);
    expect(await orchestrator.delegateTask({ agentType: "b", description: "x" })).toMatchObject({
      failure: { code: "invalid_argument" },
    });
  });
});

describe("context.waitFor", () => {
  function createAsker(maxConcurrency?: number): ReturnType<typeof createHarness> {
    const harness = createHarness();
    const ask = async (_: unknown, { waitFor }: AgentContext): Promise<unknown> => waitFor("name", text);
    harness.orchestrator.registerAgent(createAgent("asker", ask, { maxConcurrency }));
    return harness;
  }

  test("waits for an answer, and gives what the schema makes of it", async () => {
    const { orchestrator, runtime } = createAsker();
    const recorder = recordEvents(orchestrator);
    const { taskId, settled } = orchestrator.startTask({ agentType: "asker", description: "x" });
    expect(await isSettledNow(settled, runtime)).toBe(false);
    expect(recorder.events.at(-1)).toMatchObject({ type: "task-waiting", taskId, key: "name" });
    await orchestrator.answer(taskId, "name", "ada");
    expect(await settled).toMatchObject({ status: "completed", result: "ADA" });
    expect(recorder.types()).toContain("task-answered");
  });

  test("takes an answer that came before the question", async () => {
    const harness = createHarness();
    const { orchestrator } = harness;
    const blocker = createScriptedAgent({
      agentType: "asker",
      maxConcurrency: 1,
      script: [(_, { waitFor }) => waitFor("name", text)],
    });
    orchestrator.registerAgent(blocker);
    orchestrator.registerAgent(
      createAgent("early", async (_, { waitFor, delegate }) => {
        await delegate({ agentType: "asker", key: "gate", description: "x" });
        return waitFor("name", text);
      }),
    );
    const { taskId, settled } = orchestrator.startTask({ agentType: "early", description: "x" });
    await blocker.called(1);
    await orchestrator.answer(taskId, "name", "early bird");
    await orchestrator.answer(`${taskId}/gate`, "name", "open");
    expect(await settled).toMatchObject({ result: "EARLY BIRD" });
    expectNothingLeft(harness);
  });

  test("keeps the first answer", async () => {
    const { orchestrator } = createAsker();
    const { taskId, settled } = orchestrator.startTask({ agentType: "asker", description: "x" });
    await Promise.all([
      orchestrator.answer(taskId, "name", "first"),
      orchestrator.answer(taskId, "name", "second"),
    ]);
    expect(await settled).toMatchObject({ result: "FIRST" });
  });

  test("rejects with invalid_input when the answer does not fit, and that is not retried", async () => {
    const { orchestrator } = createAsker();
    const { taskId, settled } = orchestrator.startTask({
      agentType: "asker",
      description: "x",
      retry: { attempts: 3 },
    });
    await orchestrator.answer(taskId, "name", 3);
    const task = await settled;
    expect(task).toMatchObject({ status: "failed", failure: { code: "invalid_input" }, attempts: 1 });
    expect(task.error).toContain("name: is no text");
  });

  test("holds no slot while it waits", async () => {
    const { orchestrator } = createAsker(1);
    const handles = [1, 2, 3].map(() => orchestrator.startTask({ agentType: "asker", description: "x" }));
    for (const [index, { taskId }] of handles.entries())
      await orchestrator.answer(taskId, "name", `n${index}`);
    const tasks = await Promise.all(handles.map(({ settled }) => settled));
    expect(tasks.map(({ result }) => result)).toEqual(["N0", "N1", "N2"]);
  });

  test("answers several that wait for the same key, and keeps the answer for later attempts", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(
      createAgent("a", async (_, { waitFor, attempt }) => {
        const both = await Promise.all([waitFor("k", text), waitFor("k", text)]);
        if (attempt === 1) throw new Error("after the answer");
        return both;
      }),
    );
    const { taskId, settled } = orchestrator.startTask({ agentType: "a", description: "x", retry: again });
    await runtime.advance(0);
    await orchestrator.answer(taskId, "k", "yes");
    await runtime.advance(0);
    expect(await settled).toMatchObject({ result: ["YES", "YES"], attempts: 2 });
  });

  test("ends with the task's time and with a cancel", async () => {
    const harness = createAsker();
    const { orchestrator, runtime } = harness;
    const timed = orchestrator.startTask({ agentType: "asker", description: "x", timeoutMs: 100 });
    const cancelled = orchestrator.startTask({ agentType: "asker", description: "x" });
    await cancelled.cancel();
    await runtime.advance(100);
    expect(await timed.settled).toMatchObject({
      status: "failed",
      failure: { code: "timeout" },
      finishedAt: 100,
    });
    expect(await cancelled.settled).toMatchObject({ status: "cancelled" });
    expectNothingLeft(harness);
  });
});

describe("answer", () => {
  test("refuses a task that nobody can answer any more, and an empty key", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const { taskId } = await orchestrator.delegateTask({ agentType: "a", description: "x" });
    for (const id of [taskId, "unknown", "unknown/0"]) {
      await expect(orchestrator.answer(id, "k", 1)).rejects.toMatchObject({
        code: "invalid_argument",
        message: expect.stringContaining(id),
      });
    }
    await expect(orchestrator.answer(taskId, "", 1)).rejects.toMatchObject({ code: "invalid_argument" });
  });
});

describe("context", () => {
  test("gives a sequential step the records before it, and other tasks none", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", (_, { previous }) => previous.map(({ result }) => result)));
    const steps = await orchestrator.executeSequential(
      [1, 2, 3].map(() => ({ agentType: "a", description: "x" })),
    );
    expect(steps.map(({ result }) => result)).toEqual([[], [[]], [[], [[]]]]);
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      result: [],
    });
  });

  test("gives the task's id as idempotency key, also to a child, and the injected runtime", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(
      createAgent("a", async ({ taskId, description }, context) => {
        expect(context.idempotencyKey).toBe(taskId);
        expect(context.runtime).toBe(runtime);
        if (description === "leaf") return context.idempotencyKey;
        return (await context.delegate({ agentType: "a", key: "leaf", description: "leaf" })).result;
      }),
    );
    const { taskId, result } = await orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(result).toBe(`${taskId}/leaf`);
  });
});
