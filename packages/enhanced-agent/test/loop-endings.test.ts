import { type LanguageModel, Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { expect, expectTypeOf, test } from "vitest";
import { createEnhancedAgent } from "../src/enhanced-agent.ts";
import type { EnhancedResult } from "../src/enhanced-result.ts";
import { shortenPrompt } from "../src/loop/shorten-prompt.ts";
import { estimateTokens } from "../src/prompt/estimate-tokens.ts";
import { runMain, startMain } from "./support/run-main.ts";
import { act, answer, delegate, pass, plan, reflect, type Turn } from "./support/turns.ts";

const start = [plan("Find out"), delegate("knowledge", "How fast is Rust?")];
const rest: readonly Turn[] = [[answer("Rust is fast [E1].")], [pass], [reflect("x")]];
const odd = (name: string, handle: () => unknown) => ({
  name,
  description: "Does something",
  states: ["EXECUTING" as const],
  fields: { AT: { description: "What at", example: "it" } },
  handle: handle as never,
});

test("a handler that never answers is ended by the run's duration", async () => {
  const runtime = createManualRuntime();
  const { settled } = startMain({
    turns: [[plan("Stare"), act("STARE", { AT: "the wall" })]],
    options: {
      actions: [odd("STARE", () => new Promise<never>(() => {}))],
      stopWhen: [{ kind: "duration", mostMs: 1_000 }],
    },
    orchestrator: { runtime },
  });
  await runtime.advance(1_000);
  expect((await settled).failure?.details).toMatchObject({ reason: "time_used_up" });
});

test.each([
  ["a plan of nothing", { type: "planned", plan: { steps: [null, 7, {}] } }],
  [
    "checks that are none",
    { type: "answered", answer: "x", checks: [{ passed: false, about: 7, problem: {} }] },
  ],
  ["a plan that cannot be written", { type: "planned", plan: { steps: [], criteria: [10n] } }],
])("a handler that returns %s does not end the run", async (_what, result) => {
  const { task } = await runMain({
    turns: [
      start,
      [act("ODD", { AT: "x" })],
      [plan("Find out"), ...(rest[0] as [])],
      ...rest.slice(1),
      ...rest,
    ],
    options: { actions: [odd("ODD", () => ({ note: "Done.", result, data: [{ label: "x", text: 7 }] }))] },
  });
  expect(task.error).toBeUndefined();
});

test("tasks that ended with the run's duration stand in the failure", async () => {
  const runtime = createManualRuntime();
  const slow = createScriptedAgent({ agentType: "knowledge", script: [hold()] });
  const { settled } = startMain({
    turns: [[plan("Find out"), delegate("knowledge", "a"), delegate("knowledge", "b")]],
    agents: [slow],
    options: { stopWhen: [{ kind: "duration", mostMs: 1_000 }] },
    orchestrator: { runtime },
  });
  await slow.called(2);
  await runtime.advance(1_000);
  expect((await settled).failure?.details).toMatchObject({
    reason: "time_used_up",
    delegations: [
      { task: "a", status: "failed", failure: { code: "timeout" } },
      { task: "b", status: "failed", failure: { code: "timeout" } },
    ],
  });
});

test("delegations that differ only in the order of JSON keys run once", async () => {
  const finder = createScriptedAgent({ agentType: "knowledge", script: [{ answer: "Rust is fast." }] });
  const { task } = await runMain({
    turns: [
      [
        plan("Find out"),
        delegate("knowledge", "x", { INPUT: { a: 1, b: 2 } }),
        delegate("knowledge", "x", { INPUT: { b: 2, a: 1 } }),
      ],
      ...rest,
    ],
    agents: [finder],
  });
  expect(task.error).toBeUndefined();
  expect(finder.calls).toHaveLength(1);
});

test("a model that is called like the rules is a model", () => {
  const model: LanguageModel = { modelName: "rules", generate: async () => never(), async *stream() {} };
  expect(createEnhancedAgent({ model }).capabilities).toMatchObject([{ tokenEstimate: 4_000 }]);
});

test("the only reply of a run is announced as the last one", async () => {
  const { model } = await runMain({
    turns: [start],
    options: { stopWhen: [{ kind: "steps", most: 1 }] },
  });
  expect(model.requests[0]!.messages[1]!.content).toContain("This is your last reply: write PLAN now");
});

test.each(["漢", "😀", "x", "é"])("`shortenPrompt` keeps within its tokens for %s", (letter) => {
  const prompt = letter.repeat(100_000);
  const shown = shortenPrompt(prompt, 1_000);
  expect(shown).toMatch(/\[… \d+ of the prompt's/);
  expect(shown.isWellFormed()).toBe(true);
  expect(estimateTokens([{ role: "user", content: shown }])).toBeLessThan(1_100);
  expect(shortenPrompt("漢".repeat(1_000), 1_000)).toBe("漢".repeat(1_000));
});

test("a long prompt in Chinese fits with what follows it", async () => {
  const { task, model } = await runMain({
    turns: [start, ...rest],
    spec: { input: { prompt: "漢字".repeat(100_000) } },
  });
  expect(task.error).toBeUndefined();
  for (const { messages } of model.requests) expect(estimateTokens(messages)).toBeLessThanOrEqual(24_000);
});

test("a conversation that cannot be made to fit ends typed, and options that leave no room are refused", async () => {
  const agents = Array.from({ length: 30 }, (_, at) =>
    createScriptedAgent({ agentType: `a${at}-${"x".repeat(90)}`, script: ["x"] }),
  );
  const { task, model } = await runMain({ turns: [start], agents, options: { historyTokens: 2_000 } });
  expect(task.failure).toMatchObject({ details: { reason: "conversation_too_long" } });
  expect(model.requests).toHaveLength(0);
  expect(() =>
    createEnhancedAgent({ instructions: "Be kind. ".repeat(2_000), historyTokens: 2_000 }),
  ).toThrow("historyTokens is 2000, and must be at least");
});

test("a child has the room that the main agent has not used", async () => {
  const { task } = await runMain({
    turns: [start, ...rest],
    spec: { budget: { maxTokens: 20_000 } },
    agents: [
      {
        agentType: "knowledge",
        name: "Dear",
        description: "Knows",
        capabilities: [
          {
            name: "know",
            description: "Knows",
            inputTypes: [],
            outputTypes: [],
            estimatedTime: 1,
            tokenEstimate: 8_000,
          },
        ],
        executor: () => ({ answer: "Rust is fast." }),
      },
    ],
  });
  expect(task.failure?.details).toBeUndefined();
  expect(task.result!.delegations).toMatchObject([{ status: "completed" }]);
});

test("the votes of a CONSENSUS behind a slow DELEGATE are heard as they come", async () => {
  const slow = createScriptedAgent({ agentType: "knowledge", script: [hold()] });
  const quick = createScriptedAgent({ agentType: "review", script: ["yes"] });
  const stuck = createScriptedAgent({ agentType: "late", script: [hold()] });
  const controller = new AbortController();
  const { settled, orchestrator } = startMain({
    turns: [
      [
        ...start,
        act("CONSENSUS", { QUESTION: "Is it?", AGENTS: ["review", "review", "late"], MIN_AGREEMENT: "0.6" }),
      ],
    ],
    agents: [slow, quick, stuck],
    spec: { signal: controller.signal },
  });
  await slow.called(1);
  for (let turn = 0; turn < 500 && orchestrator.getStatistics().tasksCancelled === 0; turn++)
    await Promise.resolve();
  // The verdict is settled, so that nobody waits for the late voter, although the delegation before still runs.
  expect(orchestrator.getStatistics().tasksCancelled).toBe(1);
  controller.abort();
  expect((await settled).status).toBe("cancelled");
});

test("`createEnhancedAgent` tells the compiler what a task of it results in", () => {
  const orchestrator = new Orchestrator({ agents: { main: createEnhancedAgent() } });
  expectTypeOf<Awaited<ReturnType<typeof orchestrator.delegateTask<"main">>>["result"]>().toEqualTypeOf<
    EnhancedResult | undefined
  >();
});

function never(): never {
  throw new Error("not asked");
}
