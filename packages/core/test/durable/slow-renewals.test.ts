import { memoryStore, Orchestrator, type TaskArchive, type TaskStore } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { expect, test } from "vitest";

test("a store that is slow to renew a lease is not asked again before it has answered", async () => {
  const runtime = createManualRuntime();
  const inner = memoryStore({ runtime });
  const answers: (() => void)[] = [];
  const store: TaskStore & TaskArchive = {
    ...inner,
    async renew(lease) {
      await new Promise<void>((resolve) => answers.push(resolve));
      return inner.renew(lease);
    },
  };
  const orchestrator = new Orchestrator({ store, runtime, leaseMs: 3_000 });
  const agent = createScriptedAgent({ agentType: "work", script: [hold()] });
  orchestrator.registerAgent(agent);
  const { settled } = orchestrator.startTask({ agentType: "work", description: "x" });
  await agent.called(1);
  await runtime.advance(2_900);
  expect(answers.length).toBe(1);
  answers[0]();
  await runtime.advance(1_000);
  expect(answers.length).toBe(2);
  agent.release(0, "done");
  expect(await settled).toMatchObject({ status: "completed" });
  await orchestrator.close();
});
