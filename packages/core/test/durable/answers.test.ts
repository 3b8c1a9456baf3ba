import type { Agent, StandardSchemaV1, Task } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld, leaseMs } from "./two-lives.ts";

const text: StandardSchemaV1<unknown, string> = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) => (typeof value === "string" ? { value } : { issues: [{ message: "must be text" }] }),
  },
};

/** An agent that asks a person before it ends, and says how often its executor and its step were run. */
function createAsking(): Agent & { readonly executed: string[] } {
  const executed: string[] = [];
  return {
    agentType: "asking",
    name: "asking",
    description: "asks",
    capabilities: [],
    maxConcurrency: 1,
    executed,
    async executor({ taskId }, { waitFor, step }) {
      executed.push(taskId);
      const draft = await step("draft", async () => {
        executed.push("draft");
        return "a draft";
      });
      return `${draft}: ${await waitFor("approval", text)}`;
    },
  };
}

const asked = { agentType: "asking", description: "ask", id: "run" };

describe("waitFor in a durable run", () => {
  test("takes an answer given before the crash", async () => {
    const world = createWorld();
    const first = createAsking();
    const { orchestrator, runtime } = world.start([first], {
      // The answer is stored; the process dies before it can use it.
      store: { ...world.store, load: () => new Promise<never>(() => {}) },
    });
    void orchestrator.delegateTask(asked);
    await runtime.advance(0);
    await world.store.answer("run", "approval", "yes");
    const second = createAsking();
    const { handles } = await world.takeUp([second]);
    expect(await handles[0].settled).toMatchObject({
      status: "completed",
      result: "a draft: yes",
      attempts: 1,
    });
    expect(first.executed).toEqual(["run", "draft"]);
    expect(second.executed).toEqual(["run"]);
  });

  test("takes an answer given after the crash, while nobody runs", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([createAsking()]);
    void orchestrator.delegateTask(asked);
    await runtime.advance(0);
    const { orchestrator: passerBy } = world.start([]);
    await passerBy.answer("run", "approval", "yes");
    const { handles } = await world.takeUp([createAsking()]);
    expect(await handles[0].settled).toMatchObject({ status: "completed", result: "a draft: yes" });
  });

  test("takes an answer given to the process that has resumed it", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([createAsking()]);
    void orchestrator.delegateTask(asked);
    await runtime.advance(0);
    const heir = await world.takeUp([createAsking()]);
    await heir.runtime.advance(0);
    expect(heir.orchestrator.getTaskStatus("run")?.status).toBe("in_progress");
    await heir.orchestrator.answer("run", "approval", "later");
    expect(await heir.handles[0].settled).toMatchObject({ status: "completed", result: "a draft: later" });
  });

  test("takes an answer given before the run was even opened", async () => {
    const world = createWorld();
    await world.store.answer("run", "approval", "early");
    const { orchestrator } = world.start([createAsking()]);
    expect(await orchestrator.delegateTask(asked)).toMatchObject({ result: "a draft: early" });
  });

  test("hears an answer given in another process at its next heartbeat", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([createAsking()]);
    const settled = orchestrator.delegateTask(asked);
    await runtime.advance(0);
    await world.start([]).orchestrator.answer("run", "approval", "from afar");
    await runtime.advance(leaseMs / 3);
    expect(await settled).toMatchObject({ result: "a draft: from afar" });
  });

  test("asks the store for answers at a heartbeat only while a task waits for one", async () => {
    const world = createWorld();
    let loads = 0;
    const loadAnswers = (runId: string) => {
      loads++;
      return world.store.loadAnswers(runId);
    };
    const held = createScriptedAgent({ agentType: "held", script: [hold()] });
    const { orchestrator, runtime } = world.start([createAsking(), held], {
      store: { ...world.store, loadAnswers },
    });
    orchestrator.startRun({ strategy: "task", task: { agentType: "held", description: "hold" } });
    await runtime.advance(leaseMs);
    expect(loads).toBe(0);
    void orchestrator.delegateTask(asked);
    await runtime.advance(0);
    const before = loads;
    await runtime.advance(leaseMs / 3);
    expect(loads).toBe(before + 1);
  });

  test("keeps the first of two answers, whoever gave it", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([createAsking()]);
    const settled = orchestrator.delegateTask(asked);
    await runtime.advance(0);
    await world.start([]).orchestrator.answer("run", "approval", "first");
    await orchestrator.answer("run", "approval", "second");
    expect(await settled).toMatchObject({ result: "a draft: first" });
  });

  test("answers each of several waiting tasks of a run by its own id", async () => {
    const world = createWorld();
    const tasks = ["left", "right"].map((id) => ({ agentType: "asking", description: id, id }));
    const { orchestrator, runtime } = world.start([createAsking()]);
    orchestrator.startRun({ strategy: "parallel", tasks }, { id: "run" }).settled.catch(() => {});
    await runtime.advance(0);
    await world.start([]).orchestrator.answer("run/right", "approval", "R");
    const heir = await world.takeUp([createAsking()]);
    await heir.runtime.advance(0);
    await heir.orchestrator.answer("run/left", "approval", "L");
    const outcome = (await heir.handles[0].settled) as readonly Task[];
    expect(outcome.map(({ result }) => result)).toEqual(["a draft: L", "a draft: R"]);
  });

  test("fails a task whose answer does not fit, and is not asked again after a crash", async () => {
    const world = createWorld();
    await world.store.answer("run", "approval", 42);
    const { orchestrator } = world.start([createAsking()]);
    expect(await orchestrator.delegateTask(asked)).toMatchObject({
      status: "failed",
      failure: { code: "invalid_input" },
    });
    const { handles } = await world.takeUp([createAsking()]);
    expect(handles).toEqual([]);
  });
});
