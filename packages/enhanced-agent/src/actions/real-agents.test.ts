import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKnowledgeAgent } from "@convoke/agents-knowledge";
import { createPlannerAgent } from "@convoke/agents-planner";
import { afterAll, beforeAll, expect, test } from "vitest";
import { perform } from "../../test/perform-action.ts";
import { bindCitations } from "../verify/bind-citations.ts";
import { answerAction } from "./answer.ts";
import { consensusAction } from "./consensus.ts";
import { delegateAction } from "./delegate.ts";
import { planAction } from "./plan.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "convoke-actions-"));
  await writeFile(
    join(folder, "invoices.md"),
    "# Invoices\n\nFastAPI suits small services for invoices. FastAPI is published under the MIT licence.\n",
  );
});
afterAll(() => rm(folder, { recursive: true }));

test("research, a plan that builds on it, and an answer that cites both pass with the shipped agents", async () => {
  const TEXT =
    "“FastAPI suits small services for invoices.” [E1.1] A plan for it is made [E2]. The code agent is not registered, so that nothing was implemented.";
  const { outcomes, ledger } = await perform(
    [createKnowledgeAgent({ folder }), createPlannerAgent()],
    [
      [
        planAction,
        { STEPS: ["[knowledge] Research services for invoices", "[planner] Plan it", "[code] Write it"] },
      ],
      [delegateAction, { AGENT_TYPE: "knowledge", TASK: "What suits small services for invoices?" }],
      [
        [delegateAction, { AGENT_TYPE: "planner", TASK: "Build a REST API for invoices", USING: ["E1"] }],
        [delegateAction, { AGENT_TYPE: "code", TASK: "Write it" }],
      ],
      [answerAction, { TEXT }],
    ],
  );
  expect(ledger.delegations.map(({ agentType, status }) => [agentType, status])).toEqual([
    ["knowledge", "completed"],
    ["planner", "completed"],
    ["code", "failed"],
  ]);
  // The planner has read the research that it was given.
  expect(ledger.evidence[1]!.text).toContain(
    "because invoices.md:3 says “FastAPI suits small services for invoices.”",
  );
  const result = outcomes.at(-1)!.result;
  expect(result).toMatchObject({ type: "answered", answer: TEXT });
  expect(result?.type === "answered" && result.checks.filter(({ passed }) => !passed)).toEqual([]);
  expect(bindCitations(TEXT, ledger.evidence)).toMatchObject([
    { id: "E1.1", location: "invoices.md", line: 3 },
    { id: "E2", quote: expect.stringMatching(/^Plan for: Build a REST API for invoices/) },
  ]);
});

test("several knowledge agents vote on a claim", async () => {
  const agents = ["One", "Two"].map((name) => createKnowledgeAgent({ folder, name }));
  const INPUT = { claim: "FastAPI is published under the MIT licence" };
  const { outcomes, ledger } = await perform(agents, [
    [
      consensusAction,
      { QUESTION: "Is FastAPI under the MIT licence?", AGENTS: ["knowledge", "knowledge"], INPUT },
    ],
  ]);
  expect(outcomes[0]!.note).toContain("The agents agree (agreement 1, needed 0.7; 2 of 2 voters answered)");
  expect(ledger.delegations.map(({ agentName }) => agentName)).toEqual(["One", "Two"]);
  expect(ledger.evidence).toMatchObject([
    { id: "E1", text: expect.stringMatching(/^The claim is supported/) },
  ]);
});
