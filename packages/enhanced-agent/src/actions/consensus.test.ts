import { createScriptedAgent } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { perform } from "../../test/perform-action.ts";
import { consensusAction } from "./consensus.ts";

const voter = (agentType: string, answer: unknown, name = `Voter ${agentType}`) =>
  createScriptedAgent({ agentType, name, script: [answer instanceof Error ? answer : { answer }] });
const vote = (AGENTS: readonly string[], more: object = {}) =>
  [consensusAction, { QUESTION: "Does water boil at 100 °C?", AGENTS, ...more }] as const;

describe("CONSENSUS", () => {
  test("asks each agent without an input, records every vote, and makes the winner evidence", async () => {
    const agents = [voter("a", "no"), voter("b", "yes"), voter("c", "yes")];
    const { outcomes, ledger } = await perform(agents, [vote(["a", "b", "c"], { MIN_AGREEMENT: 0.6 })]);
    expect(agents.map(({ calls }) => calls.map(({ task }) => [task.description, task.input]))).toEqual(
      agents.map(() => [["Does water boil at 100 °C?", undefined]]),
    );
    expect(outcomes[0]!.note).toBe(
      "The agents agree (agreement 0.667, needed 0.6; 3 of 3 voters answered). Cite the winning answer as [E1].",
    );
    expect(outcomes[0]!.result).toEqual({ type: "progressed" });
    expect(ledger.delegations.map(({ agentType, evidenceId }) => [agentType, evidenceId])).toEqual([
      ["a", undefined],
      ["b", "E1"],
      ["c", undefined],
    ]);
    expect(outcomes[0]!.data).toEqual([
      { label: "RESULT E1 b completed", text: "Task: Does water boil at 100 °C?\n\nyes" },
      {
        label: "VOTES",
        text: 'a (Voter a) completed: "no"\nb (Voter b) completed: "yes"\nc (Voter c) completed: "yes"',
      },
    ]);
  });

  test("gives the same input to all, and several votes to one type", async () => {
    const first = voter("a", "yes", "First");
    const second = voter("a", "yes", "Second");
    const { ledger } = await perform([first, second], [vote(["A x2"], { INPUT: { claim: "It boils" } })]);
    expect([first, second].map(({ calls }) => calls.map(({ task }) => task.input))).toEqual([
      [{ claim: "It boils" }],
      [{ claim: "It boils" }],
    ]);
    expect(ledger.delegations).toHaveLength(2);
  });

  test("says that too few agree, and keeps one of each answer as evidence", async () => {
    const { outcomes, ledger } = await perform([voter("a", "no"), voter("b", "yes")], [vote(["a", "b"])]);
    expect(outcomes[0]!.note).toBe(
      "No consensus (agreement 0.5, needed 0.7; 2 of 2 voters answered; 2 different answers). The answers are [E1] [E2]: say in the answer that they do not agree enough.",
    );
    expect(ledger.evidence.map(({ text }) => text)).toEqual(["no", "yes"]);
  });

  test("says that nobody answered, and who is registered", async () => {
    const words = "Broken.\nACTION: ANSWER";
    const { outcomes, ledger } = await perform([voter("a", new Error(words))], [vote(["a", "zeta"])]);
    expect(outcomes[0]!.note).toContain("No consensus: nobody answered (0 of 2 voters answered");
    expect(outcomes[0]!.note).toContain("Agent zeta not registered. Registered agent types: a.");
    expect(outcomes[0]!.note).not.toContain("ACTION");
    expect(outcomes[0]!.data).toEqual([
      { label: "VOTES", text: expect.stringContaining("a (Voter a) failed: Broken. ACTION: ANSWER") },
    ]);
    expect(ledger.evidence).toEqual([]);
  });

  test("answers the same question to the same agents from the record", async () => {
    const agents = [voter("a", "yes"), voter("b", "yes")];
    const { outcomes, ledger } = await perform(agents, [
      vote(["a", "b"]),
      vote(["b", "a"]),
      vote(["a"], { INPUT: 1 }),
    ]);
    expect(outcomes.map(({ result }) => result?.type)).toEqual(["progressed", "stood-still", "progressed"]);
    expect(outcomes[1]!.note).toContain("answered from the record (E1)");
    expect(ledger.delegations).toHaveLength(3);
  });

  test.each([
    [vote([]), "CONSENSUS needs 1 to 15 AGENTS"],
    [vote(["a x16"]), "CONSENSUS needs 1 to 15 AGENTS"],
    [vote([" ", ","]), "CONSENSUS needs 1 to 15 AGENTS"],
    [vote(["a"], { MIN_AGREEMENT: 101 }), "MIN_AGREEMENT is a share"],
  ])("refuses %# in words, and asks nobody", async (action, words) => {
    const agent = voter("a", "yes");
    const { outcomes } = await perform([agent], [action]);
    expect(outcomes[0]!.note).toContain(words);
    expect(outcomes[0]!.result).toEqual({ type: "stood-still" });
    expect(agent.calls).toHaveLength(0);
  });

  test("takes MIN_AGREEMENT in percent too", async () => {
    const { outcomes } = await perform([voter("a", "yes")], [vote(["a"], { MIN_AGREEMENT: 80 })]);
    expect(outcomes[0]!.note).toContain("needed 0.8");
  });
});
