import { describe, expect, test } from "vitest";
import { RegisteredAgent } from "./registered-agent.ts";

const base = { agentType: "a", name: "A", description: "x" };
const capability = { description: "x", inputTypes: [], outputTypes: [] };

function createEntry(
  ...capabilities: { name: string; estimatedTime: number; costEstimate?: number; tokenEstimate?: number }[]
): RegisteredAgent {
  return new RegisteredAgent(
    { ...base, capabilities: capabilities.map((each) => ({ ...capability, ...each })) },
    () => undefined,
  );
}

describe("RegisteredAgent", () => {
  test("estimates a named capability, else the greatest of all", () => {
    const entry = createEntry(
      { name: "quick", estimatedTime: 1, costEstimate: 0.5, tokenEstimate: 10 },
      { name: "slow", estimatedTime: 9, costEstimate: 0.1, tokenEstimate: 20 },
    );
    expect(entry.estimateFor("quick")).toEqual({ seconds: 1, costUsd: 0.5, tokens: 10 });
    expect(entry.estimateFor(undefined)).toEqual({ seconds: 9, costUsd: 0.5, tokens: 20 });
    expect(entry.estimateFor("unknown")).toEqual(entry.estimateFor(undefined));
  });

  test("does not know the greatest of a list with a hole, nor that of no capability", () => {
    const entry = createEntry(
      { name: "known", estimatedTime: 1, costEstimate: 0.5 },
      { name: "unknown", estimatedTime: 2 },
    );
    expect(entry.estimateFor(undefined)).toEqual({ seconds: 2, costUsd: undefined, tokens: undefined });
    expect(createEntry().estimateFor(undefined)).toEqual({
      seconds: 0,
      costUsd: undefined,
      tokens: undefined,
    });
  });

  test("keeps a moving average of durations, begun by the first, and counts both outcomes", () => {
    const entry = createEntry();
    expect(entry.averageMs).toBe(0);
    entry.measure(true, 100);
    expect(entry.averageMs).toBe(100);
    entry.measure(false, 200);
    expect(entry.averageMs).toBe(120);
    expect([entry.completed, entry.failed]).toEqual([1, 1]);
  });

  test("has priority 5 and no limit by default", () => {
    expect(createEntry()).toMatchObject({ priority: 5, limit: Infinity });
  });
});
