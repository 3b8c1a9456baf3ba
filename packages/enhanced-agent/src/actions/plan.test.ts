import { createPlannerAgent } from "@convoke/agents-planner";
import { createScriptedAgent } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { perform } from "../../test/perform-action.ts";
import { delegateAction } from "./delegate.ts";
import { planAction } from "./plan.ts";

const knowledge = () => createScriptedAgent({ agentType: "knowledge", script: ["found"] });
const plan = (fields: object) => [planAction, fields as Record<string, unknown>] as const;

describe("PLAN", () => {
  test("takes steps with their agents, and criteria", async () => {
    const STEPS = [
      "[knowledge] Research lists",
      "[Knowledge Agent]: Research keys",
      "knowledge: Research hooks",
      "Note: this has no agent",
      "[ ] Answer",
      "[S5] [code] Write it",
      "[browser]",
    ];
    const { outcomes } = await perform(
      [knowledge()],
      [plan({ STEPS, CRITERIA: ["Every claim\nhas a source"] })],
    );
    expect(outcomes[0]!.result).toEqual({
      type: "planned",
      plan: {
        steps: [
          { id: "S1", agentType: "knowledge", description: "Research lists" },
          { id: "S2", agentType: "knowledge", description: "Research keys" },
          { id: "S3", agentType: "knowledge", description: "Research hooks" },
          { id: "S4", description: "Note: this has no agent" },
          { id: "S5", description: "Answer" },
          { id: "S6", agentType: "code", description: "Write it" },
          { id: "S7", description: "browser" },
        ],
        criteria: ["Every claim has a source"],
      },
    });
    expect(outcomes[0]!.note).toBe(
      "The plan is taken: 7 steps, 1 to be fulfilled by the answer. Not registered: code; give those steps to another agent, or say in the answer what could not be done. DELEGATE its steps next.",
    );
  });

  test("takes 40 steps at most, and says so", async () => {
    const STEPS = Array.from({ length: 60 }, (_, at) => `Step number ${at}`);
    const { outcomes } = await perform([], [plan({ STEPS })]);
    expect(outcomes[0]!.note).toContain("Only the first 40 of 60 steps were taken");
    expect(outcomes[0]!.result).toMatchObject({ plan: { steps: { length: 40 } } });
  });

  test("says that the same plan is the plan already", async () => {
    const STEPS = ["[knowledge] Research lists"];
    const { outcomes } = await perform(
      [knowledge()],
      [plan({ STEPS }), plan({ STEPS }), plan({ STEPS: ["Else"] })],
    );
    expect(outcomes.map(({ result }) => result?.type)).toEqual(["planned", "stood-still", "planned"]);
  });

  test("asks the planner for steps when there are none, as a recorded delegation", async () => {
    const { outcomes, ledger } = await perform(
      [knowledge(), createPlannerAgent()],
      [
        plan({ GOAL: "Compare Hono and Koa" }),
        [delegateAction, { AGENT_TYPE: "planner", TASK: "Compare Hono and Koa" }],
      ],
    );
    expect(outcomes[0]!.result).toMatchObject({
      type: "planned",
      plan: {
        steps: [
          { id: "S1", agentType: "knowledge", description: "Research Hono" },
          { id: "S2", agentType: "knowledge", description: "Research Koa" },
          { id: "S3", agentType: "planner" },
        ],
        criteria: [],
      },
    });
    expect(outcomes[0]!.data![0]!.label).toBe("RESULT E1 planner completed");
    expect(ledger.delegations).toMatchObject([
      { agentType: "planner", task: "Compare Hono and Koa", evidenceId: "E1" },
    ]);
    expect(outcomes[1]!.result).toEqual({ type: "stood-still" });
  });

  test("plans the prompt as one step without a planner", async () => {
    const { outcomes } = await perform([knowledge()], [plan({})], { prompt: "Explain\nlists" });
    expect(outcomes[0]!.result).toMatchObject({
      plan: { steps: [{ id: "S1", description: "Explain lists" }] },
    });
    expect(outcomes[0]!.note).toContain("No planner is registered");
  });

  test.each([[new Error("no")], [{ steps: [] }], ["words"], [{ steps: [{ description: 7 }] }]])(
    "plans one step when the planner answers %s",
    async (line) => {
      const planner = createScriptedAgent({ agentType: "planner", script: [line] });
      const { outcomes, ledger } = await perform([planner], [plan({ STEPS: [] })]);
      expect(outcomes[0]!.result).toMatchObject({
        plan: { steps: [{ description: "Explain lists in React" }] },
      });
      expect(outcomes[0]!.note).toContain("The plan is one step.");
      expect(ledger.delegations).toHaveLength(1);
    },
  );

  test("asks whoever makes plans when nobody is of the type planner", async () => {
    const capability = { description: "Plans", inputTypes: [], outputTypes: [], estimatedTime: 1 };
    const other = createScriptedAgent({
      agentType: "strategist",
      capabilities: [{ ...capability, name: "create_plan" }],
      script: [
        {
          steps: [
            { description: "Think", agentType: "strategist" },
            { description: "Do", capability: "x" },
          ],
        },
      ],
    });
    const { outcomes } = await perform([other], [plan({})]);
    expect(outcomes[0]!.result).toMatchObject({
      plan: {
        steps: [
          { description: "Think", agentType: "strategist" },
          { id: "S2", description: "Do" },
        ],
      },
    });
  });
});
