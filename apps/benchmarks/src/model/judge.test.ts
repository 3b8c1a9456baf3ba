import type { EnhancedResult } from "@convoke/enhanced-agent";
import { expect, test } from "vitest";
import { findShortcomings } from "./judge.ts";

const expected = {
  name: "a",
  prompt: "Ask",
  delegatesTo: ["knowledge"],
  citations: 1,
  says: [/64/],
};

function createResult({
  answer = "At 64. [E1]",
  status = "completed",
  agentType = "knowledge",
  failure,
  citations = [{}],
}: {
  answer?: string;
  status?: string;
  agentType?: string;
  failure?: { code: string; message: string };
  citations?: unknown[];
} = {}): EnhancedResult {
  return { answer, citations, delegations: [{ status, agentType, failure }] } as unknown as EnhancedResult;
}

test("`findShortcomings` finds none in an answer that has all that was asked for", () => {
  expect(findShortcomings(expected, createResult())).toEqual([]);
});

test.each([
  ["failed tasks", createResult({ status: "failed" }), /no task of knowledge/],
  ["tasks of others", createResult({ agentType: "planner" }), /no task of knowledge/],
  ["no citation", createResult({ citations: [] }), /0 of 1 citations/],
  ["another answer", createResult({ answer: "At 12." }), /does not say 64/],
])("`findShortcomings` names %s", (_what, result, shortcoming) => {
  expect(findShortcomings(expected, result).join("; ")).toMatch(shortcoming);
});

test("`findShortcomings` counts delegations where several are asked for", () => {
  expect(findShortcomings({ ...expected, delegations: 3 }, createResult())).toEqual(["1 of 3 delegations"]);
});

test("`findShortcomings` wants an agent that is not there to be asked for, and to be spoken of", () => {
  const asked = { name: "b", prompt: "Ask", delegatesTo: [], citations: 0, unregistered: "code" };
  const failure = { code: "not_registered", message: "Agent code not registered" };
  const answer = "No code agent is registered.";
  const failed = createResult({ status: "failed", agentType: "code", failure, answer });
  expect(findShortcomings(asked, failed)).toEqual([]);
  expect(findShortcomings(asked, createResult({ answer }))).toEqual(["nobody was asked for code"]);
  const silent = createResult({ status: "failed", agentType: "code", failure, answer: "return a + b" });
  expect(findShortcomings(asked, silent)).toEqual(["the answer does not say that nobody is there for it"]);
});
