import { memoryStore } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { runMain, startMain } from "./support/run-main.ts";
import { type Act, answer, delegate, pass, plan, reflect, toReply, type Turn } from "./support/turns.ts";

const start: readonly Turn[] = [
  [plan("Find out how fast Rust is")],
  [delegate("knowledge", "How fast is Rust?")],
];
const rest: readonly Turn[] = [[answer("Rust is fast [E1].")], [pass], [reflect("x")]];

describe("cancellation", () => {
  test("settles the children in the middle of a delegation", async () => {
    const slow = createScriptedAgent({ agentType: "knowledge", script: [hold()] });
    const controller = new AbortController();
    const { settled, orchestrator } = startMain({
      turns: [start[0]!, [delegate("knowledge", "a"), delegate("knowledge", "b")]],
      agents: [slow],
      spec: { id: "run", signal: controller.signal },
    });
    await slow.called(2);
    controller.abort();
    const task = await settled;
    expect(task.status).toBe("cancelled");
    expect(slow.calls.every(({ signal }) => signal.aborted)).toBe(true);
    expect(orchestrator.getStatistics()).toMatchObject({ tasksInProgress: 0, tasksCancelled: 3 });
  });

  test("ends a run whose model never answers", async () => {
    const controller = new AbortController();
    const { settled, model } = startMain({ turns: [hold()], spec: { signal: controller.signal } });
    while (model.requests.length === 0) await Promise.resolve();
    controller.abort();
    expect((await settled).status).toBe("cancelled");
  });

  test("ends a run whose action never answers", async () => {
    const controller = new AbortController();
    const called = Promise.withResolvers<void>();
    const { settled } = startMain({
      turns: [start[0]!, [{ name: "STARE", fields: { AT: "the wall" } }]],
      spec: { signal: controller.signal },
      options: {
        actions: [
          {
            name: "STARE",
            description: "Stares",
            states: ["EXECUTING"],
            fields: { AT: { description: "What at", example: "the wall" } },
            handle: () => {
              called.resolve();
              return new Promise<never>(() => {});
            },
          },
        ],
      },
    });
    await called.promise;
    controller.abort();
    expect((await settled).status).toBe("cancelled");
  });
});

test("a task's timeout ends the run as that of any other task", async () => {
  const runtime = createManualRuntime();
  const { settled } = startMain({ turns: [hold()], spec: { timeoutMs: 50 }, orchestrator: { runtime } });
  await runtime.advance(50);
  expect((await settled).failure).toMatchObject({ code: "timeout" });
});

test("a duration of stopWhen ends a run typed: while the model writes, and while a task runs", async () => {
  for (const [turns, agent] of [
    [[hold()], createScriptedAgent({ agentType: "knowledge", script: ["x"] })],
    [start, createScriptedAgent({ agentType: "knowledge", script: [hold()] })],
  ] as const) {
    const runtime = createManualRuntime();
    const { settled } = startMain({
      turns,
      agents: [agent],
      options: { stopWhen: [{ kind: "duration", mostMs: 1_000 }] },
      orchestrator: { runtime },
    });
    await runtime.advance(1_000);
    const task = await settled;
    expect(task.failure).toMatchObject({ code: "timeout", details: { reason: "time_used_up" } });
    expect(runtime.pendingTimers).toBe(0);
  }
});

test("a run that ends in time leaves no timer behind", async () => {
  const runtime = createManualRuntime();
  const { task } = await runMain({
    turns: [...start, ...rest],
    options: { stopWhen: [{ kind: "duration", mostMs: 1_000 }] },
    orchestrator: { runtime },
  });
  expect(task.status).toBe("completed");
  expect(runtime.pendingTimers).toBe(0);
});

test("an agent that runs out of its TIMEOUT is an observation", async () => {
  const runtime = createManualRuntime();
  const slow = createScriptedAgent({ agentType: "knowledge", script: [hold(), { answer: "Fast." }] });
  const { settled } = startMain({
    turns: [
      start[0]!,
      [delegate("knowledge", "How fast is Rust?", { TIMEOUT: "2" })],
      [delegate("knowledge", "How fast is it really?")],
      ...rest,
    ],
    agents: [slow],
    orchestrator: { runtime },
  });
  await slow.called(1);
  await runtime.advance(2_000);
  const task = await settled;
  expect(task.status).toBe("completed");
  expect(task.result!.delegations).toMatchObject([
    { status: "failed", failure: { code: "timeout" } },
    { status: "completed", evidenceId: "E1" },
  ]);
});

test("a budget without room for another reply ends the run typed, with what was found out", async () => {
  const usage = { inputTokens: 6_000, outputTokens: 100 };
  const turns = [...start, ...rest].map((turn) => ({
    text: toReply(turn as readonly Act[], "text") as string,
    usage,
  }));
  const { task } = await runMain({ turns, spec: { budget: { maxTokens: 20_000, assumeTokens: 10 } } });
  expect(task.status).toBe("failed");
  expect(task.failure).toMatchObject({ code: "budget_exceeded", details: { reason: "budget_used_up" } });
  expect(task.failure?.details?.["evidence"]).toHaveLength(1);
});

test("what had been found out is kept with a durable run that fails", async () => {
  const store = memoryStore();
  await runMain({
    turns: [...start, [answer("It is [E7].")]],
    spec: { id: "run" },
    orchestrator: { store },
  });
  const kept = (await store.find("run"))?.task.failure;
  expect(kept?.details).toMatchObject({
    reason: "verification_failed",
    answer: "It is [E7].",
    evidence: [{ id: "E1" }],
    checks: expect.arrayContaining([expect.objectContaining({ passed: false })]),
  });
});

test.each([
  ["empty", ""],
  ["blank", " \n\u200b\u00ad"],
  ["too long", "a".repeat(1_048_577)],
])("a prompt that is %s fails with invalid_prompt", async (_what, prompt) => {
  const { task, model } = await runMain({ turns: [...start, ...rest], spec: { input: { prompt } } });
  expect(task.failure).toMatchObject({ code: "invalid_input", details: { reason: "invalid_prompt" } });
  expect(model.requests).toHaveLength(0);
});

test("a prompt of 1 MB is shown to the model with its beginning, its end and how much is missing", async () => {
  const prompt = `Is Rust fast? ${"x".repeat(1_048_400)} The end.`;
  const { task, model } = await runMain({ turns: [...start, ...rest], spec: { input: { prompt } } });
  expect(task.error).toBeUndefined();
  const first = model.requests[0]!.messages[1]!.content;
  expect(first.length).toBeLessThan(60_000);
  expect(first).toContain("Is Rust fast?");
  expect(first).toContain("The end.");
  expect(first).toMatch(/\[… \d+ of the prompt's \d+ characters are left out here/);
});

test.each([
  [{ prompt: 7 }, "must be a text"],
  [{ promt: "x" }, 'unknown field "promt"'],
  ["text", "must be an object"],
  [{ sessionId: "" }, "must not be empty"],
])("an input like %j is refused with words that help", async (input, words) => {
  const { task } = await runMain({ turns: [...start, ...rest], spec: { input } });
  expect(task.failure?.code).toBe("invalid_input");
  expect(task.error).toContain(words);
});

describe("main agents below main agents", () => {
  const outer: readonly Turn[] = [[plan("Ask the other")], [delegate("main", "How fast is Rust?")], ...rest];
  const inner: readonly Turn[] = [
    [plan("Ask further")],
    [delegate("main", "Even deeper")],
    [delegate("knowledge", "How fast is Rust?")],
    ...rest,
  ];

  test("a main agent delegates to main agents one level deep, and is told where it ends", async () => {
    const { task, model } = await runMain({
      turns: { "Is Rust fast?": outer, "How fast is Rust?": inner },
      spec: { description: "Is Rust fast?" },
    });
    expect(task.error).toBeUndefined();
    expect(task.result!.delegations).toMatchObject([{ agentType: "main", status: "completed" }]);
    const told = model.requests.flatMap(({ messages }) => messages.map(({ content }) => content));
    expect(told.join("\n")).toContain("may delegate to main agents 1 levels deep");
    expect(told.every((content) => !content.includes("Prompt: Even deeper"))).toBe(true);
  });

  test("a main agent that may not delegate to main agents does not start one", async () => {
    const { task, orchestrator } = await runMain({
      turns: { "Is Rust fast?": [...outer.slice(0, 2), ...start.slice(1), ...rest] },
      options: { maxDelegationDepth: 0 },
    });
    expect(task.error).toBeUndefined();
    expect(task.result!.delegations).toMatchObject([{ agentType: "knowledge" }]);
    expect(orchestrator.getStatistics().totalTasks).toBe(2);
  });

  test("a main agent is not listed to itself", async () => {
    const { model } = await runMain({ turns: [...start, ...rest] });
    const first = model.requests[0]!.messages[1]!.content;
    expect(first).toContain("knowledge");
    expect(first).not.toContain("handle_prompt");
  });
});

test("what was said twice is not offered as a tool until something new comes", async () => {
  const turns: readonly Turn[] = [start[0]!, start[0]!, "Hm", start[1]!, ...rest];
  const { task, model } = await runMain({ turns, transport: "tools" });
  expect(task.status).toBe("completed");
  const offered = model.requests.map(({ toolChoice }) => toolChoice?.allowed.includes("PLAN"));
  expect(offered.slice(0, 5)).toEqual([true, true, false, false, true]);
  expect(task.result!.refusals).toEqual([]);
});

test("a run whose delegations the budget refuses has used its budget up", async () => {
  const ask = (at: number): readonly Act[] => [delegate("knowledge", `Question ${at}`)];
  const { task } = await runMain({
    turns: [[plan("Find out how fast Rust is")], ...[1, 2, 3, 4, 5, 6].map((at) => ask(at))],
    spec: { budget: { maxTasks: 0 } },
  });
  expect(task).toMatchObject({
    status: "failed",
    failure: { code: "budget_exceeded", details: { reason: "budget_used_up" } },
  });
  expect(task.error).toContain("maxTasks 0");
});
