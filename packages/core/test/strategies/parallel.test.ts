import { inProcessEngine, Orchestrator, type Task } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createEchoOrchestrator } from "./echo-agent.ts";

const held = (descriptions: readonly string[]) =>
  descriptions.map((description) => ({ agentType: "slow", description }));

function createHeld(lines = 1) {
  const agent = createScriptedAgent({
    agentType: "slow",
    script: Array.from({ length: lines }, () => hold()),
  });
  const runtime = createManualRuntime();
  return { agent, runtime, orchestrator: new Orchestrator({ runtime, agents: { slow: agent } }) };
}

describe("executeParallel", () => {
  test("starts all at once and returns the records in the order given", async () => {
    const { agent, orchestrator } = createHeld();
    const running = orchestrator.executeParallel(held(["a", "b", "c"]));
    await agent.called(3);
    for (const index of [2, 0, 1]) agent.release(index, `answer ${index}`);
    expect((await running).map(({ description, result }) => [description, result])).toEqual([
      ["a", "answer 0"],
      ["b", "answer 1"],
      ["c", "answer 2"],
    ]);
  });

  test("keeps to its concurrency and starts the next in order when one has ended", async () => {
    const { agent, runtime, orchestrator } = createHeld();
    const running = orchestrator.executeParallel(held(["a", "b", "c", "d", "e"]), { concurrency: 2 });
    const started = async (): Promise<string[]> => {
      await runtime.advance(0);
      return agent.calls.map(({ task }) => task.description);
    };
    expect(await started()).toEqual(["a", "b"]);
    agent.release(1, 1);
    expect(await started()).toEqual(["a", "b", "c"]);
    agent.release(2, new Error("a failure frees its place too"));
    expect(await started()).toEqual(["a", "b", "c", "d"]);
    agent.release(0, 0);
    agent.release(3, 3);
    expect(await started()).toHaveLength(5);
    agent.release(4, 4);
    expect((await running).map(({ status }) => status)).toEqual([
      "completed",
      "completed",
      "failed",
      "completed",
      "completed",
    ]);
  });

  test("is bounded by the engine's concurrency as well", async () => {
    const agent = createScriptedAgent({ agentType: "slow", script: [hold()] });
    const runtime = createManualRuntime();
    const engine = inProcessEngine({ concurrency: 2 });
    const orchestrator = new Orchestrator({ runtime, engine, agents: { slow: agent } });
    const running = orchestrator.executeParallel(held(["a", "b", "c"]), { concurrency: 3 });
    await runtime.advance(0);
    expect(agent.calls).toHaveLength(2);
    agent.release(0);
    await agent.called(3);
    agent.release(1);
    agent.release(2);
    expect(await running).toHaveLength(3);
  });

  test("lets one failure disturb nobody", async () => {
    const tasks = ["echo", "broken", "nobody", "echo"].map((agentType) => ({
      agentType,
      description: agentType,
    }));
    const records = await createEchoOrchestrator().executeParallel(tasks);
    expect(records.map(({ status }) => status)).toEqual(["completed", "failed", "failed", "completed"]);
    expect(records[1].failure?.cause).toBeInstanceOf(Error);
    expect(records[2].error).toBe("Agent nobody not registered");
  });

  test("keeps what has finished when it is cancelled, stops what runs and starts nothing more", async () => {
    const { agent, runtime, orchestrator } = createHeld();
    const controller = new AbortController();
    const running = orchestrator.executeParallel(held(["a", "b", "c", "d"]), {
      concurrency: 2,
      signal: controller.signal,
    });
    await agent.called(2);
    agent.release(0, "kept");
    await agent.called(3);
    controller.abort(new Error("enough of it"));
    await runtime.advance(0);
    const records = await running;
    expect(records.map(({ status }) => status)).toEqual(["completed", "cancelled", "cancelled", "cancelled"]);
    expect(records[0].result).toBe("kept");
    for (const { error, failure } of records.slice(1)) {
      expect(error).toContain("enough of it");
      expect(failure?.code).toBe("cancelled");
    }
    expect(agent.calls).toHaveLength(3);
    expect(agent.calls[1].signal.aborted).toBe(true);
    expect(agent.calls[0].signal.aborted).toBe(false);
    expect(runtime.pendingTimers).toBe(0);
    expect(orchestrator.getStatistics()).toMatchObject({
      totalTasks: 4,
      tasksCancelled: 3,
      tasksInProgress: 0,
    });
  });

  test("runs nothing when its signal has aborted before", async () => {
    const { agent, orchestrator } = createHeld();
    const records = await orchestrator.executeParallel(held(["a", "b"]), {
      signal: AbortSignal.abort(new Error("too late")),
    });
    expect(records.map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
    expect(agent.calls).toHaveLength(0);
  });

  test("leaves no listener at the signal behind", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...parts: Parameters<typeof add>) => {
      listeners++;
      add(...parts);
    };
    signal.removeEventListener = (...parts: Parameters<typeof remove>) => {
      listeners--;
      remove(...parts);
    };
    await createEchoOrchestrator().executeParallel([{ agentType: "echo", description: "a", signal }], {
      signal,
    });
    expect(listeners).toBe(0);
  });

  test("returns an empty list for an empty list", async () => {
    expect(await createEchoOrchestrator().executeParallel([], { concurrency: 3 })).toEqual([]);
  });

  test.each([0, -1, 1.5, Number.NaN, "2", null])(
    "refuses concurrency %s before anything runs",
    async (concurrency) => {
      const executed: string[] = [];
      const running = createEchoOrchestrator(executed).executeParallel(
        [{ agentType: "echo", description: "a" }],
        {
          concurrency: concurrency as number,
        },
      );
      await expect(running).rejects.toMatchObject({
        code: "invalid_argument",
        message: expect.stringContaining("concurrency"),
      });
      expect(executed).toEqual([]);
    },
  );

  test("runs 10,000 synchronous tasks, also one at a time", async () => {
    const tasks = Array.from({ length: 10_000 }, (_, index) => ({
      agentType: "echo",
      description: `${index}`,
    }));
    for (const concurrency of [undefined, 1, 16]) {
      const records = await createEchoOrchestrator().executeParallel(tasks, { concurrency });
      expect(records.every(({ result }, index) => result === `${index}`)).toBe(true);
    }
  });

  test("hands no task's list of earlier records to another", async () => {
    const seen = (previous: readonly Task[]): number => (previous as unknown[]).push("mine");
    const describe = (description: string) => ({ agentType: "echo", description, input: seen });
    const records = await createEchoOrchestrator().executeParallel(["a", "b"].map(describe));
    expect(records.map(({ result }) => result)).toEqual([1, 1]);
  });

  test("fails a task that refers to a sibling: parallel tasks have nothing before them", async () => {
    const [, second] = await createEchoOrchestrator().executeParallel([
      { agentType: "echo", description: "a", id: "a" },
      { agentType: "echo", description: "b", input: { $fromTask: { id: "a" } } },
    ]);
    expect(second).toMatchObject({ status: "failed", failure: { code: "unresolved_reference" } });
  });
});
