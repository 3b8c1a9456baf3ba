import { describe, expect, test } from "vitest";
import type { AgentInfo } from "../../../api/agent.ts";
import { compareEstimate, groupAgents } from "./agent-groups.ts";

function createAgent(agentType: string, name: string, changes: Partial<AgentInfo> = {}): AgentInfo {
  return {
    agentType,
    name,
    description: "Reads",
    priority: 5,
    capabilities: [
      { name: "research", description: "Finds sources", inputTypes: [], outputTypes: [], estimatedTime: 1 },
    ],
    running: 0,
    waiting: 0,
    completed: 0,
    failed: 0,
    averageMs: 0,
    averageCostUsd: 0,
    ...changes,
  };
}

describe("groupAgents", () => {
  test("groups by type in order, the higher priority first", () => {
    const agents = [
      createAgent("knowledge", "b"),
      createAgent("browser", "z"),
      createAgent("knowledge", "a"),
      createAgent("knowledge", "c", { priority: 9 }),
    ];
    const groups = groupAgents(agents, "").map((group) => group.agents.map(({ name }) => name));
    expect(groups).toEqual([["z"], ["c", "a", "b"]]);
  });

  test("finds words of the name, the type and the capabilities, in any order and case", () => {
    const agents = [createAgent("knowledge", "Library"), createAgent("browser", "Window")];
    expect(groupAgents(agents, "SOURCES library")).toHaveLength(1);
    expect(groupAgents(agents, "sources")).toHaveLength(2);
    expect(groupAgents(agents, "library window")).toEqual([]);
  });
});

describe("compareEstimate", () => {
  test.each([
    [2, 1, "50 % of what was announced"],
    [2, 0.001, "less than 1 % of what was announced"],
    [1, 1.05, "as announced"],
    [1, 2, "2 times what was announced"],
    [1, 40, "40 times what was announced"],
  ])("of %f announced and %f measured says: %s", (announced, measured, words) => {
    expect(compareEstimate(announced, measured)?.words).toBe(words);
  });

  test("says nothing where one of the two is missing", () => {
    expect([compareEstimate(undefined, 1), compareEstimate(0, 1), compareEstimate(1, 0)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
