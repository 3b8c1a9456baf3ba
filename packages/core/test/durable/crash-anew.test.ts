import { delay, memoryStore, Orchestrator, type Task } from "@convoke/core";
import { createManualRuntime, createScriptedAgent } from "@convoke/core/testing";
import { expect, test } from "vitest";

const agents = { inner: "inner", leaf: "leaf", outer: "outer" } as const;

test("a child that is tried anew by a later attempt of its parent repeats none of its steps, and no child of its own that has completed", async () => {
  const runtime = createManualRuntime();
  const store = memoryStore({ runtime });
  const orchestrator = new Orchestrator({ runtime, store });
  const steps: string[] = [];
  const leaf = createScriptedAgent({ agentType: agents.leaf, script: ["found"] });
  orchestrator.registerAgent(leaf);
  let tries = 0;
  orchestrator.registerAgent(
    createScriptedAgent({
      agentType: agents.inner,
      script: [
        async (_task, context) => {
          const noted = await context.step("note", async () => steps.push("note"));
          const { result } = await context.delegate({ agentType: agents.leaf, description: "look" });
          await delay(context.runtime, 1, context.signal);
          if (++tries === 1) throw new Error("the first try fails");
          return { noted, result };
        },
      ],
    }),
  );
  orchestrator.registerAgent(
    createScriptedAgent({
      agentType: agents.outer,
      script: [
        async (_task, context) => {
          const child = await context.delegate({
            agentType: agents.inner,
            description: "work",
            key: "child",
          });
          if (child.status !== "completed") throw new Error("the child failed");
          return child.result;
        },
      ],
    }),
  );
  const retry = { attempts: 2, backoff: { initialMs: 0 } };
  const settled = orchestrator.delegateTask({
    agentType: agents.outer,
    description: "top",
    id: "run",
    retry,
  });
  await runtime.advance(10);
  const task: Task = await settled;
  expect(task).toMatchObject({ status: "completed", attempts: 2, result: { noted: 1, result: "found" } });
  expect(steps).toEqual(["note"]);
  expect(leaf.calls.length).toBe(1);
  const stored = await store.load("run");
  expect(stored?.tasks.map((record) => record.task.status)).toEqual(["completed", "completed", "completed"]);
});
