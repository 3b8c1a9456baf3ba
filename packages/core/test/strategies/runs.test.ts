import { type AgentCapability, Orchestrator, type Plan, type Task } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold, recordEvents } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createAgent, createEchoOrchestrator } from "./echo-agent.ts";

const step = (description: string) => ({ agentType: "echo", description });
const tasks = [step("a"), step("b")];
const plans: readonly Plan[] = [
  { strategy: "task", task: step("a") },
  { strategy: "sequential", tasks },
  { strategy: "parallel", tasks },
  { strategy: "hierarchical", mainTask: "main", subtasks: tasks },
  { strategy: "consensus", task: "true?", agents: ["echo", "echo"], minAgreement: 1 },
  { strategy: "graph", tasks },
];

function listTasks(outcome: unknown): readonly Task[] {
  if (Array.isArray(outcome)) return outcome as Task[];
  return "tasks" in (outcome as object) ? (outcome as { tasks: Task[] }).tasks : [outcome as Task];
}

/** An orchestrator whose `echo` holds every attempt. */
function createHeld() {
  const runtime = createManualRuntime();
  const agent = createScriptedAgent({ agentType: "echo", script: [hold()] });
  return { runtime, agent, orchestrator: new Orchestrator({ runtime, agents: { echo: agent } }) };
}

describe("startRun", () => {
  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "starts a %s plan and settles with its outcome",
    async (strategy, plan) => {
      const orchestrator = createEchoOrchestrator();
      const recorder = recordEvents(orchestrator);
      const { runId, settled } = orchestrator.startRun(plan, { id: "mine" });
      expect(runId).toBe("mine");
      for (const task of listTasks(await settled)) {
        expect(task).toMatchObject({ status: "completed", runId: "mine" });
        expect(task.taskId).toMatch(strategy === "task" ? /^mine$/ : /^mine\/[01]$/);
      }
      expect(recorder.events[0]).toMatchObject({ type: "run-started", strategy, runId: "mine" });
      expect(recorder.events.at(-1)).toMatchObject({ type: "run-settled", status: "completed" });
    },
  );

  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "answers an id it knows with the same %s run, while it runs and after",
    async (_strategy, plan) => {
      const { agent, orchestrator, runtime } = createHeld();
      const first = orchestrator.startRun(plan, { id: "mine" });
      const second = orchestrator.startRun(plan, { id: "mine" });
      expect(second.settled).toBe(first.settled);
      for (let call = 0; !(await isSettled(first.settled)); call++) {
        await agent.called(call + 1);
        agent.release(call, "done");
        await runtime.advance(0);
      }
      const calls = agent.calls.length;
      expect(await orchestrator.startRun(plan, { id: "mine" }).settled).toBe(await first.settled);
      expect(agent.calls).toHaveLength(calls);
    },
  );

  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "is cancelled by its handle: %s, every task settles and says why",
    async (_strategy, plan) => {
      const { agent, orchestrator, runtime } = createHeld();
      const handle = orchestrator.startRun(plan);
      await agent.called(1);
      await handle.cancel("changed my mind");
      for (const { status, error } of listTasks(await handle.settled)) {
        expect(status).toBe("cancelled");
        expect(error).toContain("changed my mind");
      }
      await runtime.advance(0);
      expect(runtime.pendingTimers).toBe(0);
      await handle.cancel("again");
    },
  );

  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "is cancelled by options.signal: %s",
    async (_strategy, plan) => {
      const { agent, orchestrator } = createHeld();
      const controller = new AbortController();
      const { settled } = orchestrator.startRun(plan, { signal: controller.signal });
      await agent.called(1);
      controller.abort(new Error("the user left"));
      for (const { status, error } of listTasks(await settled)) {
        expect(status).toBe("cancelled");
        expect(error).toContain("the user left");
      }
    },
  );

  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "breaches maxDurationMs: the tasks of a %s run are failed with budget_exceeded",
    async (_strategy, plan) => {
      const { agent, orchestrator, runtime } = createHeld();
      const recorder = recordEvents(orchestrator);
      const { settled } = orchestrator.startRun(plan, { budget: { maxDurationMs: 500 } });
      await agent.called(1);
      await runtime.advance(499);
      expect(agent.calls[0].signal.aborted).toBe(false);
      await runtime.advance(1);
      const [first] = listTasks(await settled);
      expect(first).toMatchObject({
        status: "failed",
        failure: { code: "budget_exceeded" },
        finishedAt: 500,
      });
      expect(recorder.events.at(-1)).toMatchObject({ type: "run-settled", status: "failed" });
      expect(runtime.pendingTimers).toBe(0);
    },
  );

  test.each([
    [{ id: "a/b" }, "id"],
    [{ id: "" }, "id"],
    [{ signal: new AbortController() }, "AbortSignal"],
    [{ budget: { maxCost: 1 } }, "maxCost"],
    [{ budget: { maxCostUsd: -1 } }, "maxCostUsd"],
  ])("refuses the options %j", (options, named) => {
    expect(() => createEchoOrchestrator().startRun(plans[1], options as never)).toThrow(named);
  });

  test("refuses a plan of no known strategy", () => {
    const orchestrator = createEchoOrchestrator();
    for (const plan of [{ strategy: "swarm", tasks }, {}, undefined, null]) {
      expect(() => orchestrator.startRun(plan as never)).toThrow(
        expect.objectContaining({ code: "invalid_argument" }),
      );
    }
  });

  test("accepts the same id for a task and keeps other ids apart", async () => {
    const executed: string[] = [];
    const orchestrator = createEchoOrchestrator(executed);
    const first = await orchestrator.delegateTask({ ...step("a"), id: "one" });
    expect(await orchestrator.delegateTask({ ...step("other words"), id: "one" })).toBe(first);
    expect(first.taskId).toBe("one");
    await orchestrator.delegateTask({ ...step("b"), id: "two" });
    expect(executed).toEqual(["a", "b"]);
  });
});

describe("the budget of a run", () => {
  const capability: AgentCapability = {
    name: "act",
    description: "",
    inputTypes: [],
    outputTypes: [],
    estimatedTime: 1,
    costEstimate: 1,
  };
  const paid = (description: string) => ({ agentType: "paid", description });
  const four = ["a", "b", "c", "d"].map(paid);

  function createPaid(): Orchestrator {
    const orchestrator = new Orchestrator();
    orchestrator.registerAgent(
      createAgent("paid", async ({ description }) => description, { capabilities: [capability] }),
    );
    return orchestrator;
  }

  test.each(["parallel", "graph", "sequential"] as const)(
    "is shared by the branches of a %s run",
    async (strategy) => {
      const records = await createPaid().startRun({ strategy, tasks: four }, { budget: { maxCostUsd: 3 } })
        .settled;
      expect(records.map(({ status }) => status)).toEqual(["completed", "completed", "completed", "failed"]);
      expect(records[3].failure).toMatchObject({
        code: "budget_exceeded",
        details: { limit: "maxCostUsd", allowed: 3, by: 1 },
      });
      expect(records[3].error).toContain("maxCostUsd");
    },
  );

  test("counts in executeHierarchical and executeConsensus as well", async () => {
    const built = await createPaid().executeHierarchical({
      mainTask: "m",
      subtasks: four,
      budget: { maxTasks: 2 },
    });
    expect(built.result).toEqual(["a", "b"]);
    expect(built.failures.map(({ failure }) => failure?.code)).toEqual([
      "budget_exceeded",
      "budget_exceeded",
    ]);
    const verdict = await createPaid().executeConsensus({
      task: "t",
      agents: four.map(() => "paid"),
      minAgreement: 0.5,
      earlyStop: "never",
      budget: { maxCostUsd: 1 },
    });
    expect(verdict).toMatchObject({ consensus: false, agreement: 0.25 });
  });

  test("counts delegated tasks, and maxDepth their levels", async () => {
    const orchestrator = createPaid();
    orchestrator.registerAgent(
      createAgent("boss", async (_task, { delegate }) => {
        const child = await delegate(paid("child"));
        return child.failure?.code ?? child.status;
      }),
    );
    const boss = { agentType: "boss", description: "delegates" };
    const [spent] = await orchestrator.executeParallel([boss], { budget: { maxTasks: 1 } });
    expect(spent.result).toBe("budget_exceeded");
    const [flat] = await orchestrator.executeParallel([boss], { budget: { maxDepth: 0 } });
    expect(flat.result).toBe("budget_exceeded");
    const [deep] = await orchestrator.executeParallel([boss], { budget: { maxDepth: 1, maxTasks: 2 } });
    expect(deep.result).toBe("completed");
  });
});

/** True when a promise has settled already. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol("open");
  return (await Promise.race([promise, Promise.resolve(open)])) !== open;
}
