import { createScriptedAgent } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createFinder, performed, runMain } from "./support/run-main.ts";
import {
  act,
  answer,
  delegate,
  pass,
  plan,
  reflect,
  type TransportKind,
  type Turn,
} from "./support/turns.ts";

const good: readonly Turn[] = [
  [plan("[knowledge] Find out how fast Rust is")],
  [delegate("knowledge", "How fast is Rust?")],
  [answer("Rust is fast [E1].")],
  [pass],
  [reflect("Ask the book.")],
];

describe.each<TransportKind>(["text", "tools"])("over %s", (transport) => {
  test("a run plans, delegates, answers, verifies and learns", async () => {
    const { task, events, model } = await runMain({ turns: good, transport });
    expect(task.error).toBeUndefined();
    expect(task.result).toMatchObject({
      answer: "Rust is fast [E1].",
      evidence: [{ id: "E1", agentType: "knowledge", task: "How fast is Rust?" }],
      delegations: [{ agentType: "knowledge", status: "completed", evidenceId: "E1" }],
      plan: { steps: [{ id: "S1", agentType: "knowledge" }] },
      states: ["PLANNING", "EXECUTING", "VERIFYING", "LEARNING"],
      refusals: [],
      lesson: "Ask the book.",
      steps: 5,
      method: "model",
    });
    expect(task.result!.citations.length).toBeGreaterThan(0);
    expect(task.result!.checks.every(({ passed }) => passed)).toBe(true);
    expect(task.result!.evidence[0]).not.toHaveProperty("result");
    expect(performed(events)).toEqual(["PLAN", "DELEGATE", "ANSWER", "VERIFY", "REFLECT"]);
    expect(events.filter(({ type }) => type === "lesson-kept")).toHaveLength(1);
    // Append only: each request begins with all that was sent before.
    const sent = model.requests.map(({ messages }) => messages);
    for (const [at, messages] of sent.entries())
      if (at > 0) expect(messages.slice(0, sent[at - 1]!.length)).toEqual(sent[at - 1]);
    expect(new Set(model.requests.map(({ tools }) => JSON.stringify(tools))).size).toBe(1);
  });

  test("an action out of its state is refused, told and recorded, and the run goes on", async () => {
    const { task, events, told } = await runMain({
      turns: [[delegate("knowledge", "Too early")], ...good],
      transport,
    });
    expect(task.status).toBe("completed");
    expect(task.result!.refusals).toEqual([
      { action: "DELEGATE", state: "PLANNING", message: expect.stringContaining("Plan first") },
    ]);
    expect(events.find(({ type }) => type === "action-refused")).toMatchObject({
      action: "DELEGATE",
      step: 1,
    });
    expect(told.join("\n")).toMatch(/DELEGATE: was not performed: it is not available in PLANNING/);
    expect(task.result!.delegations).toHaveLength(1);
  });

  test("delegations of one message run at the same time, and are numbered in their order", async () => {
    let running = 0;
    let most = 0;
    const slow = (agentType: string, turns: number) =>
      createScriptedAgent({
        agentType,
        script: [
          async () => {
            most = Math.max(most, ++running);
            for (let turn = 0; turn < turns; turn++) await Promise.resolve();
            running -= 1;
            return { answer: `from ${agentType}` };
          },
        ],
      });
    const { task } = await runMain({
      turns: [
        [plan("Ask both")],
        [delegate("slow", "a"), delegate("quick", "b"), answer("Too early.")],
        [answer("Both were asked [E1] [E2].")],
        [pass],
        [reflect("x")],
      ],
      transport,
      agents: [slow("slow", 200), slow("quick", 1)],
    });
    expect(most).toBe(2);
    expect(task.result!.evidence.map(({ id, agentType }) => [id, agentType])).toEqual([
      ["E1", "slow"],
      ["E2", "quick"],
    ]);
    expect(task.result!.answer).toBe("Both were asked [E1] [E2].");
  });

  test("an agent type that nobody registered is an observation, and the model chooses another", async () => {
    const { task, told } = await runMain({
      turns: [[plan("Find out how fast Rust is")], [delegate("code", "How fast is Rust?")], ...good.slice(1)],
      transport,
    });
    expect(task.status).toBe("completed");
    expect(told.join("\n")).toContain("Agent code not registered");
    expect(task.result!.delegations).toMatchObject([
      { agentType: "code", status: "failed", failure: { code: "not_registered" } },
      { agentType: "knowledge", status: "completed" },
    ]);
  });

  test("an agent that fails is an observation with its message", async () => {
    const { task, told } = await runMain({
      turns: good.with(2, [
        answer("It could not be found out how fast Rust is: knowledge failed (no disk)."),
      ]),
      transport,
      agents: [createScriptedAgent({ agentType: "knowledge", script: [new Error("no disk")] })],
    });
    expect(told.join("\n")).toContain("no disk");
    expect(task.result?.delegations).toMatchObject([{ status: "failed", failure: { message: "no disk" } }]);
  });

  test("the same delegation again is answered from the record", async () => {
    const finder = createFinder();
    const { task } = await runMain({
      turns: [...good.slice(0, 2), ...good.slice(1)],
      transport,
      agents: [finder],
    });
    expect(task.status).toBe("completed");
    expect(finder.calls).toHaveLength(1);
    expect(task.result!.delegations).toHaveLength(1);
  });

  test("the same delegation twice in one message is asked for once", async () => {
    const finder = createFinder();
    const same = delegate("knowledge", "How fast is Rust?");
    const { task } = await runMain({ turns: good.with(1, [same, same]), transport, agents: [finder] });
    expect(task.status).toBe("completed");
    expect(finder.calls).toHaveLength(1);
  });

  test("an INPUT that is no JSON is told with an example, and nothing is delegated", async () => {
    const { task, events } = await runMain({
      turns: [
        good[0]!,
        [delegate("knowledge", "How fast is Rust?", { INPUT: "{question: fast" })],
        ...good.slice(1),
      ],
      transport,
    });
    expect(task.status).toBe("completed");
    expect(task.result!.delegations).toHaveLength(1);
    expect(events.find(({ type }) => type === "problem-found")).toMatchObject({
      problem: { code: "bad_value" },
      step: 2,
    });
  });

  test("an answer that cites what does not exist is sent back twice, and then fails the run", async () => {
    const { task, told, events } = await runMain({
      turns: [
        ...good.slice(0, 2),
        [answer("It is [E7].")],
        [answer("It is so [E8].")],
        [answer("It is thus [E9].")],
      ],
      transport,
    });
    expect(task.status).toBe("failed");
    expect(task.failure).toMatchObject({
      code: "agent_failed",
      details: {
        reason: "verification_failed",
        answer: "It is thus [E9].",
        evidence: [{ id: "E1" }],
        delegations: [{ agentType: "knowledge" }],
        steps: 5,
      },
    });
    expect(JSON.stringify(task.failure?.details)).toContain("E9");
    expect(told.join("\n")).toContain("The next answer is the last one");
    expect(events.filter(({ type }) => type === "answer-checked")).toHaveLength(3);
  });

  test("an answer that the model itself rejects is sent back", async () => {
    const fail = act("VERIFY", { VERDICT: "fail", UNMET: ["It names no number"] });
    const { task } = await runMain({
      turns: [...good.slice(0, 3), [fail], [answer("Rust is fast, by 3 [E1].")], [pass], [reflect("x")]],
      transport,
    });
    expect(task.result).toMatchObject({
      answer: "Rust is fast, by 3 [E1].",
      states: ["PLANNING", "EXECUTING", "VERIFYING", "EXECUTING", "VERIFYING", "LEARNING"],
    });
  });

  test("a run that does not learn ends with the verdict", async () => {
    const { task } = await runMain({ turns: good.slice(0, 4), transport, options: { learn: false } });
    expect(task.result).toMatchObject({ states: ["PLANNING", "EXECUTING", "VERIFYING"], steps: 4 });
    expect(task.result).not.toHaveProperty("lesson");
  });

  test("what else than a lesson comes in LEARNING ends the run well after one reminder", async () => {
    const { task, told } = await runMain({
      turns: [...good.slice(0, 4), [delegate("knowledge", "More")], [delegate("knowledge", "More")]],
      transport,
    });
    expect(task.status).toBe("completed");
    expect(told.join("\n")).toContain("Only REFLECT is left");
    expect(task.result!.delegations).toHaveLength(1);
    expect(task.result).not.toHaveProperty("lesson");
  });

  test("a model that invents actions is told which there are, and ends without progress", async () => {
    const { task, told } = await runMain({ turns: [[act("PAINT", { COLOUR: "red" })]], transport });
    expect(task.failure?.details).toMatchObject({ reason: "no_progress", steps: 4 });
    expect(told.join("\n")).toContain("PLAN");
  });

  test.each<[string, Turn, string]>([
    ["says nothing", "", "no_progress"],
    ["repeats a refused action", [delegate("knowledge", "x")], "no_progress"],
    ["refuses", { text: "I cannot do that.", finishReason: "refusal" }, "model_refused"],
    ["fails", new Error("connection reset"), "model_failed"],
  ])("a model that %s ends the run typed: %j gives %s", async (_what, turn, reason) => {
    const { task } = await runMain({ turns: [turn], transport });
    expect(task.failure?.details).toMatchObject({ reason });
    if (reason === "model_failed") expect(task.error).toContain("connection reset");
    if (reason === "model_refused") expect(task.error).toContain("I cannot do that.");
  });

  test("prose in place of an action is reminded of once, and then taken for the answer", async () => {
    const { task, events, told } = await runMain({
      turns: [...good.slice(0, 2), "Rust is quick.", "Rust is fast [E1].", [pass], [reflect("x")]],
      transport,
    });
    expect(task.result?.answer).toBe("Rust is fast [E1].");
    expect(events.filter(({ type }) => type === "text-taken-as-answer")).toHaveLength(1);
    expect(told.join("\n")).toContain("holds no action");
  });

  test("the model is told which reply is its last one, and the run ends after it", async () => {
    const { task, told } = await runMain({
      turns: good,
      transport,
      options: { stopWhen: [{ kind: "steps", most: 2 }] },
    });
    expect(task.failure?.details).toMatchObject({ reason: "steps_used_up", evidence: [{ id: "E1" }] });
    expect(told.at(-1)).toContain("This is your last reply");
  });
});
