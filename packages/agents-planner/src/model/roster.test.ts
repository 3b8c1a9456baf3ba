import { expect, test } from "vitest";
import { createRoster } from "./roster.ts";

const describe = (agentType: string, name: string, ...capabilities: string[]) => ({
  agentType,
  name,
  description: `Does ${name}`,
  capabilities: capabilities.map((each) => ({
    name: each,
    description: each,
    inputTypes: [],
    outputTypes: [],
    estimatedTime: 1,
  })),
});
const roster = createRoster([
  describe("main", "Main", "ask"),
  describe("code", "Coder", "write_code", "fix"),
  describe("debug", "Debugger", "fix"),
  describe("knowledge", "Library", "research", "verify_fact"),
]);

test.each([
  ["code", "", { agentType: "code" }],
  ["Coed", "", { problem: expect.stringContaining("Did you mean “code”?") }],
  ["CODE", "fix", { agentType: "code", capability: "fix" }],
  ["Coder", "", { agentType: "code" }],
  ["", "write_code", { agentType: "code", capability: "write_code" }],
  ["", "fix", { capability: "fix" }],
  ["", "", { problem: "names no agent: use one of “code”, “debug”, “knowledge”" }],
  ["knowledge", "verify_fact", { agentType: "knowledge" }],
  ["main", "", { problem: expect.stringContaining("names the agent “main”, which is none") }],
  ["debug", "write_code", { problem: expect.stringContaining("which is none of “debug”: there is “fix”.") }],
  ["", "writecode", { problem: expect.stringContaining("Did you mean “write_code”?") }],
  ["__proto__", "", { problem: expect.stringContaining("names the agent “__proto__”") }],
])("`createRoster` finds for “%s” with “%s” %j", (type, capability, expected) => {
  expect(roster.find(type, capability)).toEqual(expected);
});

test("`createRoster` offers the well-known agents where nobody is registered", () => {
  const empty = createRoster([]);
  expect(empty.description).toContain("knowledge: Finds out");
  expect(empty.find("review", "")).toEqual({ agentType: "review" });
  expect(empty.find("main", "")).toHaveProperty("problem");
  expect(empty.find("code", "fix")).toEqual({
    problem: "names the capability “fix”, which is none of “code”: leave it empty.",
  });
});
