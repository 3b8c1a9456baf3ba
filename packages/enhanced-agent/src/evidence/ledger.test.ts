import type { Task } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { fingerprintAsked } from "./fingerprint.ts";
import { createLedger } from "./ledger.ts";

function settle(taskId: string, more: Partial<Task> = {}): Task {
  return {
    taskId,
    runId: "r",
    agentType: "knowledge",
    agentName: "Knowledge Agent",
    description: `Research ${taskId}`,
    input: undefined,
    status: "completed",
    result: { answer: taskId, citations: [{ quote: "q", source: { file: "a.md", title: "A", line: 3 } }] },
    attempts: 1,
    createdAt: 0,
    startedAt: 10,
    finishedAt: 25,
    spend: { costUsd: 0.5, tokens: 3 },
    ...more,
  };
}

describe("createLedger", () => {
  test("numbers completed tasks as evidence with sources of its own, in the order of recording", () => {
    const ledger = createLedger();
    const failure = { code: "agent_failed", message: "no", details: { secret: 1 } } as const;
    ledger.record(settle("a"));
    ledger.record(settle("b", { status: "failed", failure, result: undefined }));
    ledger.record(settle("c"));
    expect(ledger.evidence.map(({ id, text }) => [id, text])).toEqual([
      ["E1", "a"],
      ["E2", "c"],
    ]);
    expect(ledger.evidence[1]!.sources).toEqual([
      { id: "E2.1", quote: "q", title: "A", location: "a.md", line: 3 },
    ]);
    expect(ledger.delegations[0]).toMatchObject({
      evidenceId: "E1",
      elapsedMs: 15,
      costUsd: 0.5,
      task: "Research a",
    });
    expect(ledger.delegations[1]).toMatchObject({
      status: "failed",
      failure: { code: "agent_failed", message: "no" },
    });
    expect(ledger.delegations[1]).not.toHaveProperty("evidenceId");
    expect(ledger.delegations[1]!.failure).not.toHaveProperty("details");
  });

  test("records a task once, and one that is no evidence without a number", () => {
    const ledger = createLedger();
    const first = ledger.record(settle("a"), { asEvidence: false, task: "Vote" });
    expect(ledger.record(settle("a"))).toBe(first);
    expect(first).toEqual({ delegation: ledger.delegations[0] });
    expect(first.delegation).toMatchObject({ task: "Vote", status: "completed" });
    expect(ledger.record(settle("b")).evidence?.id).toBe("E1");
  });

  test("names what was asked: the same for the same type, or capability, task and input", () => {
    const ledger = createLedger();
    const name = (more: Partial<Task>): string => {
      const taskId = `t${ledger.delegations.length}`;
      return ledger.record(settle(taskId, { description: "Do it", ...more })).delegation.asked!;
    };
    const plain = name({});
    expect(plain).toBe(fingerprintAsked({ agentType: "knowledge", description: "Do it" }));
    expect(name({ agentName: "Other", result: 7 })).toBe(plain);
    const others = [
      name({ agentType: "code" }),
      name({ description: "Do that" }),
      name({ input: { a: 1 } }),
      name({ input: null }),
      name({ capability: "research" }),
    ];
    expect(new Set([plain, ...others]).size).toBe(6);
    expect(name({ capability: "research", agentType: "code" })).toBe(others[4]);
    expect(name({ input: { b: [{ d: 1, c: 2 }], a: 1 } })).toBe(
      name({ input: { a: 1, b: [{ c: 2, d: 1 }] } }),
    );
    const cyclic: Record<string, unknown> = {};
    cyclic["self"] = cyclic;
    expect(name({ input: cyclic })).toMatch(/^[0-9a-f]{16}$/);
  });
});
