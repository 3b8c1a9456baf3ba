import { describe, expect, test } from "vitest";
import type { AgentContext, TaskRequest } from "../index.ts";
import { hold } from "./held-attempt.ts";
import { createManualRuntime } from "./manual-runtime.ts";
import { createScriptedAgent } from "./scripted-agent.ts";

const task: TaskRequest = { taskId: "t", agentType: "code", description: "write", input: { a: 1 } };

function createContext(signal = new AbortController().signal, attempt = 1): AgentContext {
  const unused = (): never => {
    throw new Error("not used");
  };
  return {
    signal,
    attempt,
    idempotencyKey: "t",
    runtime: createManualRuntime(),
    previous: [],
    budget: { reserve: unused },
    report: unused,
    delegate: unused,
    findAgents: unused,
    step: unused,
    waitFor: unused,
  };
}

describe("createScriptedAgent", () => {
  test("answers line by line, and with the last line from then on", async () => {
    const agent = createScriptedAgent({
      agentType: "code",
      script: ["text", null, { data: 1 }, (request) => `did ${request.description}`, undefined],
    });
    const results = Array.from({ length: 6 }, () => agent.executor(task, createContext()));
    expect(results).toEqual(["text", null, { data: 1 }, "did write", undefined, undefined]);
  });

  test("throws the errors of its script", () => {
    const agent = createScriptedAgent({ agentType: "code", script: [new Error("busy"), "done"] });
    expect(() => agent.executor(task, createContext())).toThrow("busy");
    expect(agent.executor(task, createContext())).toBe("done");
  });

  test("remembers who asked, and tells when enough have", async () => {
    const agent = createScriptedAgent({ agentType: "code", script: ["x"] });
    const twice = agent.called(2);
    const { signal } = new AbortController();
    agent.executor(task, createContext(signal, 1));
    agent.executor(task, createContext(signal, 2));
    await twice;
    await agent.called(1);
    expect(agent.calls).toEqual([
      { task, attempt: 1, idempotencyKey: "t", signal },
      { task, attempt: 2, idempotencyKey: "t", signal },
    ]);
  });

  test("holds attempts until they are released with a result or an error", async () => {
    const agent = createScriptedAgent({ agentType: "code", script: [hold()] });
    const first = agent.executor(task, createContext());
    const second = agent.executor(task, createContext());
    agent.release(1, new Error("broken"));
    agent.release(0, "late");
    expect(await first).toBe("late");
    await expect(second).rejects.toThrow("broken");
  });

  test("lets an abort end a held attempt", async () => {
    const agent = createScriptedAgent({ agentType: "code", script: [hold()] });
    const controller = new AbortController();
    const held = agent.executor(task, createContext(controller.signal));
    controller.abort(new Error("enough"));
    await expect(held).rejects.toThrow("enough");
    expect(() => agent.release(0)).toThrow(/holds no attempt 0/);
    await expect(agent.executor(task, createContext(controller.signal))).rejects.toThrow("enough");
    expect(() => agent.release(1)).toThrow(/holds no attempt 1/);
  });

  test("keeps an attempt that ignores its signal until it is released", async () => {
    const agent = createScriptedAgent({ agentType: "code", script: [hold({ ignoresSignal: true })] });
    const controller = new AbortController();
    const held = agent.executor(task, createContext(controller.signal));
    controller.abort(new Error("enough"));
    agent.release(0, "anyway");
    expect(await held).toBe("anyway");
  });

  test("is an agent like any other, with what it was told", () => {
    const agent = createScriptedAgent({
      agentType: "code",
      script: [1],
      priority: 9,
      maxConcurrency: 2,
      name: "Ada",
    });
    expect(agent).toMatchObject({ agentType: "code", name: "Ada", priority: 9, maxConcurrency: 2 });
    expect(agent.capabilities).toHaveLength(1);
    expect(createScriptedAgent({ agentType: "code", script: [1] }).name).toBe("Scripted code");
  });

  test("refuses an empty script, and to release what is not held", () => {
    expect(() => createScriptedAgent({ agentType: "code", script: [] })).toThrow(
      /script of Scripted code is empty/,
    );
    const agent = createScriptedAgent({ agentType: "code", script: ["x"] });
    agent.executor(task, createContext());
    expect(() => agent.release(0)).toThrow(/holds no attempt 0 \(1 calls so far\)/);
  });
});
