import { describe, expect, test } from "vitest";
import { createManualRuntime } from "../testing/index.ts";
import { createDefaultRouter } from "./default-router.ts";
import type { AgentHandle } from "./router.ts";

function createHandle(name: string, rest: Partial<AgentHandle> & { priority?: number } = {}): AgentHandle {
  const { priority, ...load } = rest;
  const agent = {
    agentType: "a",
    name,
    description: name,
    capabilities: [],
    ...(priority !== undefined && { priority }),
  };
  return { agent, running: 0, waiting: 0, completed: 0, failed: 0, averageMs: 0, averageCostUsd: 0, ...load };
}

function choose(candidates: readonly AgentHandle[], seed = 1): string | undefined {
  const router = createDefaultRouter(createManualRuntime({ seed }));
  return router.choose(candidates, { agentType: "a", description: "x" })?.agent.name;
}

const seeds = Array.from({ length: 50 }, (_, index) => index + 1);

describe("createDefaultRouter", () => {
  test("strictly prefers the higher priority, however busy; no priority counts as 5", () => {
    const busy = createHandle("busy", { priority: 6, running: 100, averageMs: 1_000 });
    for (const seed of seeds) expect(choose([busy, createHandle("idle")], seed)).toBe("busy");
    for (const seed of seeds) {
      expect(choose([createHandle("default"), createHandle("four", { priority: 4 })], seed)).toBe("default");
      expect(choose([createHandle("five", { priority: 5, running: 1 }), createHandle("default")], seed)).toBe(
        "default",
      );
    }
  });

  test("takes the less loaded of two equals: what runs and what waits, times how long it takes", () => {
    const cases: readonly (readonly [Partial<AgentHandle>, Partial<AgentHandle>])[] = [
      [{ running: 1 }, { running: 2 }],
      [{ waiting: 1 }, { running: 1, waiting: 1 }],
      [{ averageMs: 10 }, { averageMs: 20 }],
      [
        { running: 1, averageMs: 10 },
        { running: 0, averageMs: 50 },
      ],
    ];
    for (const [less, more] of cases) {
      const [left, right] = [createHandle("less", less), createHandle("more", more)];
      for (const seed of seeds) {
        expect(choose([left, right], seed)).toBe("less");
        expect(choose([right, left], seed)).toBe("less");
      }
    }
  });

  test("draws two different ones of many: the busiest is never chosen, the others all are", () => {
    const handles = [0, 1, 2, 3, 4].map((running) => createHandle(`${running}`, { running }));
    const chosen = new Set(seeds.map((seed) => choose(handles, seed)));
    expect([...chosen].sort()).toEqual(["0", "1", "2", "3"]);
  });

  test("follows the injected chance: the same seed chooses the same agent", () => {
    const handles = [0, 1, 2, 3, 4].map((index) => createHandle(`${index}`));
    for (const seed of seeds) expect(choose(handles, seed)).toBe(choose(handles, seed));
    expect(new Set(seeds.map((seed) => choose(handles, seed))).size).toBeGreaterThan(1);
  });

  test("leaves a tie to chance, so that idle equals share what comes one by one", () => {
    const chosen = seeds.map((seed) => choose([createHandle("one"), createHandle("two")], seed));
    expect(new Set(chosen)).toEqual(new Set(["one", "two"]));
  });
});
