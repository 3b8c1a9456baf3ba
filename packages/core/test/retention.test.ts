import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { Orchestrator, type Task, type TaskSpec } from "../src/index.ts";
import { createManualRuntime } from "../src/testing/index.ts";
import { createAgent, createCapability, createHarness } from "./support/harness.ts";

/** Submits as many tasks and returns their settled records. */
async function delegateMany(
  orchestrator: Orchestrator,
  count: number,
  specify: (n: number) => Partial<TaskSpec> = () => ({}),
): Promise<Task[]> {
  const tasks: Task[] = [];
  for (let n = 0; n < count; n++) {
    const spec = { agentType: "a", description: `Task ${n}`, input: { n }, ...specify(n) };
    tasks.push(await orchestrator.delegateTask(spec));
  }
  return tasks;
}

describe("a settled record", () => {
  test("is given as it was settled, with every field, whatever it says", async () => {
    const { orchestrator, runtime } = createHarness();
    const capability = createCapability("count", { costEstimate: 0.5, tokenEstimate: 10 });
    const byInput = ({ input }: { input: unknown }): unknown => {
      const { n } = input as { n: number };
      if (n % 7 === 6) throw new Error(`Not ${n}`);
      return n % 2 === 0 ? undefined : { n };
    };
    orchestrator.registerAgent(createAgent("a", byInput));
    orchestrator.registerAgent(
      createAgent("priced", byInput, { capabilities: [capability], version: "1.2" }),
    );
    const specs: Partial<TaskSpec>[] = [
      {},
      { priority: 2 },
      { agentType: "priced" },
      { agentType: undefined, capability: "count" },
      { agentType: "nobody" },
      { timeoutMs: 50 },
    ];
    const tasks: Task[] = [];
    for (let n = 0; n < 60; n++) {
      tasks.push(
        ...(await delegateMany(orchestrator, 1, () => ({ ...specs[n % specs.length], input: { n } }))),
      );
      await runtime.advance(3);
    }
    expect(new Set(tasks.map(({ status }) => status))).toEqual(new Set(["completed", "failed"]));
    for (const task of tasks) {
      const found = orchestrator.getTaskStatus(task.taskId);
      expect(found).toStrictEqual(task);
      expect(Object.keys(found!)).toEqual(Object.keys(task));
      expect(found!.input).toBe(task.input);
      expect(found!.result).toBe(task.result);
    }
  });

  test("is given with its number of attempts", async () => {
    const { orchestrator } = createHarness();
    const outcomes = ["once", new Error("not yet"), "twice"];
    orchestrator.registerAgent(
      createAgent("a", () => {
        const outcome = outcomes.shift();
        if (outcome instanceof Error) throw outcome;
        return outcome;
      }),
    );
    const retry = { attempts: 2, backoff: { initialMs: 0 } };
    for (const { taskId, attempts, result } of await delegateMany(orchestrator, 2, () => ({ retry }))) {
      expect(orchestrator.getTaskStatus(taskId)).toMatchObject({ attempts, result });
      expect(attempts).toBe(result === "once" ? 1 : 2);
    }
  });

  test("cannot be changed by whoever has been given it", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const [{ taskId }] = await delegateMany(orchestrator, 1);
    const [failed] = await delegateMany(orchestrator, 1, () => ({ agentType: "nobody" }));
    for (const [id, status] of [
      [taskId, "completed"],
      [failed.taskId, "failed"],
    ]) {
      Object.assign(orchestrator.getTaskStatus(id)!, { status: "pending", result: "forged" });
      expect(orchestrator.getTaskStatus(id)).toMatchObject({ status });
    }
  });

  test("is found by its id as it is written, by no other spelling of its number", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const [{ taskId }] = (await delegateMany(orchestrator, 8)).slice(-1);
    expect(orchestrator.getTaskStatus(taskId)).toMatchObject({ taskId });
    const [prefix, digits] = [taskId.slice(0, -1), taskId.slice(-1)];
    for (const other of [
      `0${digits}`,
      `${digits}.0`,
      ` ${digits}`,
      `${digits}e0`,
      `+${digits}`,
      `0x${digits}`,
    ]) {
      expect(orchestrator.getTaskStatus(prefix + other)).toBeUndefined();
    }
  });
});

describe("retention", () => {
  test("keeps exactly the newest tasks while thousands pass, each under an id of its own", async () => {
    const { orchestrator } = createHarness({ maxSettledTasks: 1_500 });
    orchestrator.registerAgent(createAgent("a", ({ input }) => input));
    const tasks = await delegateMany(orchestrator, 6_000);
    expect(new Set(tasks.map(({ taskId }) => taskId)).size).toBe(6_000);
    for (const [n, task] of tasks.entries()) {
      const expected = n < 4_500 ? undefined : task;
      expect(orchestrator.getTaskStatus(task.taskId)).toStrictEqual(expected);
    }
    expect(orchestrator.getTaskStatus(tasks[3_000].taskId)).toBeUndefined();
  });

  test("keeps what goes on and what has many tasks beside single tasks", async () => {
    const { orchestrator } = createHarness({ maxSettledTasks: 1_000 });
    orchestrator.registerAgent(createAgent("a", ({ input }) => input));
    const seen: Task[] = [];
    for (let round = 0; round < 800; round++) {
      seen.push(...(await delegateMany(orchestrator, 2)));
      seen.push(
        ...(await orchestrator.executeParallel([{ agentType: "a", description: "x", input: round }])),
      );
      seen.push(...(await delegateMany(orchestrator, 1, () => ({ agentType: "nobody" }))));
    }
    const kept = seen.filter(({ taskId }) => orchestrator.getTaskStatus(taskId) !== undefined);
    expect(kept).toEqual(seen.slice(-1_000));
    for (const task of kept) expect(orchestrator.getTaskStatus(task.taskId)).toStrictEqual(task);
  });

  test("lets go of inputs and results with their records", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const orchestrator = new Orchestrator({ maxSettledTasks: 10 });
    orchestrator.registerAgent(createAgent("a", () => ({ big: new Array(10) })));
    const references: WeakRef<object>[] = [];
    const submit = async (): Promise<void> => {
      const [{ input, result }] = await delegateMany(orchestrator, 1);
      references.push(new WeakRef(input as object), new WeakRef(result as object));
    };
    for (let n = 0; n < 100; n++) await submit();
    // A WeakRef holds what it refers to until the turn in which it was made has ended.
    await createManualRuntime().advance(0);
    collectGarbage();
    expect(references.filter((reference) => reference.deref() !== undefined)).toHaveLength(20);
  });
});
