import { describe, expect, test } from "vitest";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import { catchError, createAgent, createHarness } from "./support/harness.ts";

describe("a known id", () => {
  test("that the orchestrator gave itself answers with its task", async () => {
    const { orchestrator } = createHarness();
    let calls = 0;
    orchestrator.registerAgent(createAgent("a", () => ++calls));
    const spec = { agentType: "a", description: "x" };
    const task = await orchestrator.delegateTask(spec);
    expect(await orchestrator.delegateTask({ ...spec, id: task.taskId })).toEqual(task);
    expect(orchestrator.startTask({ ...spec, id: task.taskId }).taskId).toBe(task.taskId);
    expect(calls).toBe(1);
    expect(orchestrator.getStatistics().totalTasks).toBe(1);
  });

  test("of a run of several tasks that has ended is refused: its outcome is not kept", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => 1));
    const spec = { agentType: "a", description: "x" };
    const [{ runId }] = await orchestrator.executeParallel([spec, spec]);
    const again = await catchError(() => orchestrator.executeParallel([spec, spec], { id: runId }));
    expect(again).toMatchObject({ code: "duplicate_task" });
  });
});

test("a task with an id of its own is found before, while and after it runs", async () => {
  const { orchestrator } = createHarness();
  const agent = createScriptedAgent({ agentType: "a", script: ["first", hold(), "last"] });
  orchestrator.registerAgent(agent);
  const tasks = ["x", "y", "z"].map((id) => ({ agentType: "a", description: id, id }));
  const run = orchestrator.executeSequential(tasks, { id: "run" });
  await agent.called(2);
  const statuses = (): unknown[] => tasks.map(({ id }) => orchestrator.getTaskStatus(`run/${id}`)?.status);
  expect(statuses()).toEqual(["completed", "in_progress", undefined]);
  agent.release(1, "second");
  await run;
  expect(statuses()).toEqual(["completed", "completed", "completed"]);
  expect(orchestrator.getTaskStatus("run/nobody")).toBeUndefined();
});
