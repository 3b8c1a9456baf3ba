import { type Agent, type Engine, inProcessEngine, Orchestrator } from "@convoke/core";
import { expect, test } from "vitest";

function createAgent(agentType: string, name = agentType): Agent<string> {
  return { agentType, name, description: name, capabilities: [], executor: async () => `done by ${name}` };
}

/** An engine that expects agents until it is told to give up. */
function createExpectingEngine() {
  const waiting = new Set<() => void>();
  let hint: string | undefined;
  const engine: Engine = {
    ...inProcessEngine(),
    whenAbsent(again) {
      if (hint !== undefined) return hint;
      waiting.add(again);
      return () => waiting.delete(again);
    },
  };
  function tell(): void {
    const all = [...waiting];
    waiting.clear();
    for (const again of all) again();
  }
  return {
    orchestrator: new Orchestrator({ engine }),
    waiting,
    tell,
    giveUp(text: string) {
      hint = text;
      tell();
    },
  };
}

test("a task waits for an agent that the engine expects, and is routed anew whenever some have come", async () => {
  const { orchestrator, tell, waiting } = createExpectingEngine();
  const { settled, taskId } = orchestrator.startTask({ agentType: "late", description: "x" });
  orchestrator.registerAgent(createAgent("other"));
  tell();
  expect(waiting.size).toBe(1);
  expect(orchestrator.getTaskStatus(taskId)).toMatchObject({ status: "pending", attempts: 0 });
  orchestrator.registerAgent(createAgent("late"));
  tell();
  expect(await settled).toMatchObject({ status: "completed", result: "done by late", attempts: 1 });
  await orchestrator.close();
});

test("a task that is waited for no longer fails with not_registered, and with what the engine says", async () => {
  const { orchestrator, giveUp } = createExpectingEngine();
  const { settled } = orchestrator.startTask({ agentType: "late", description: "x" });
  giveUp("Start a worker");
  expect(await settled).toMatchObject({
    status: "failed",
    error: "Agent late not registered. Start a worker",
    failure: { code: "not_registered", details: { agentType: "late" } },
  });
  await orchestrator.close();
});

test("a task waits only when none of its fallbacks is there either, and then prefers its own agent", async () => {
  const { orchestrator, tell, waiting } = createExpectingEngine();
  const spec = { agentType: "late", fallback: ["second"], description: "x" };
  const first = orchestrator.startTask(spec);
  for (const type of ["second", "late"]) orchestrator.registerAgent(createAgent(type));
  tell();
  expect((await first.settled).result).toBe("done by late");
  orchestrator.unregisterAgent("late", "late");
  expect((await orchestrator.delegateTask(spec)).result).toBe("done by second");
  expect(waiting.size).toBe(0);
  await orchestrator.close();
});

test("a task that waits for an agent can be cancelled, and ends by its time limit and by close", async () => {
  const { orchestrator, waiting } = createExpectingEngine();
  const cancelled = orchestrator.startTask({ agentType: "late", description: "x" });
  await orchestrator.cancel(cancelled.taskId);
  expect((await cancelled.settled).status).toBe("cancelled");
  const limited = await orchestrator.delegateTask({ agentType: "late", description: "x", timeoutMs: 1 });
  expect(limited.failure?.code).toBe("timeout");
  const left = orchestrator.startTask({ agentType: "late", description: "x" });
  await orchestrator.close();
  expect((await left.settled).status).toBe("cancelled");
  expect(waiting.size).toBe(0);
});

test("a child waits for its agent, and its parent for the child", async () => {
  const { orchestrator, giveUp } = createExpectingEngine();
  orchestrator.registerAgent({
    ...createAgent("parent"),
    executor: async (_, { delegate }) => (await delegate({ agentType: "late", description: "x" })).error,
  });
  const { settled } = orchestrator.startTask({ agentType: "parent", description: "x" });
  giveUp("Start a worker");
  expect((await settled).result).toBe("Agent late not registered. Start a worker");
  await orchestrator.close();
});
