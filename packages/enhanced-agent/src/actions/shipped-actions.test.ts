import { createScriptedAgent } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { perform } from "../../test/perform-action.ts";
import type { ActionField } from "../action/action-definition.ts";
import { parseActions } from "../action/action-parser.ts";
import { formatAction } from "../action/format-action.ts";
import { toGrammar } from "../action/grammar.ts";
import { readAction } from "../action/read-action.ts";
import { answerAction } from "./answer.ts";
import { delegateAction } from "./delegate.ts";
import { reflectAction } from "./reflect.ts";
import { shippedActions } from "./shipped-actions.ts";
import { verifyAction } from "./verify.ts";

describe("shippedActions", () => {
  test("are allowed where the mission allows them", () => {
    expect(Object.fromEntries(shippedActions.map(({ name, states }) => [name, states.join()]))).toEqual({
      PLAN: "PLANNING,EXECUTING",
      DELEGATE: "EXECUTING",
      CONSENSUS: "EXECUTING",
      ANSWER: "EXECUTING",
      VERIFY: "VERIFYING",
      REFLECT: "LEARNING",
    });
  });

  test("act upon the world, and run beside each other, where they delegate", () => {
    const listed = (flag: "hasSideEffects" | "runsTogether"): readonly string[] =>
      shippedActions
        .filter((definition) => definition[flag] ?? flag === "hasSideEffects")
        .map(({ name }) => name);
    expect(listed("hasSideEffects")).toEqual(["DELEGATE", "CONSENSUS"]);
    expect(listed("runsTogether")).toEqual(["DELEGATE", "CONSENSUS"]);
  });

  test("have examples that are what their kind says", () => {
    for (const { name, fields } of shippedActions)
      for (const [field, { kind, example }] of Object.entries<ActionField>(fields)) {
        expect(`${name} ${field} ${example.trim()}`).not.toMatch(/ $/);
        if (kind === "json") expect(() => JSON.parse(example) as unknown).not.toThrow();
        if (kind === "number") expect(Number(example)).toBeGreaterThan(0);
      }
  });
});

test.each(shippedActions)("the examples of $name are understood as they stand", (definition) => {
  const { name, fields } = definition;
  const examples = Object.entries<ActionField>(fields).map(
    ([field, { example }]) => [field, example] as const,
  );
  const text = formatAction({ name, fields: Object.fromEntries(examples) });
  const { actions, problems } = parseActions(text, toGrammar(shippedActions));
  expect(problems).toEqual([]);
  const read = readAction(actions[0]!, definition);
  expect(read.problems).toBeUndefined();
  expect(Object.keys(read.action!.fields)).toEqual(Object.keys(fields));
});

describe("ANSWER", () => {
  const research = [delegateAction, { AGENT_TYPE: "knowledge", TASK: "Research lists" }] as const;
  const knowledge = () =>
    createScriptedAgent({ agentType: "knowledge", script: [{ answer: "Lists need keys." }] });

  test("proposes the answer with its checks", async () => {
    const { outcomes } = await perform([knowledge()], [research, [answerAction, { TEXT: " Keys [E1].\n" }]]);
    expect(outcomes[1]!.note).toBe("The answer has passed 2 checks.");
    expect(outcomes[1]!.result).toMatchObject({
      type: "answered",
      answer: "Keys [E1].",
      checks: [{ passed: true }, { passed: true }],
    });
  });

  test("names each problem, also with the plan", async () => {
    const plan = { criteria: [], steps: [{ id: "S1", agentType: "planner", description: "Plan it" }] };
    const { outcomes } = await perform([knowledge()], [research, [answerAction, { TEXT: "Keys [E4]." }]], {
      plan,
    });
    expect(outcomes[1]!.note).toMatch(
      /^The answer did not pass:\n- Every citation exists: \[E4\] does not exist\. .*\n- The answer cites its evidence: .*\n- S1 \[planner\] Plan it: Nothing was delegated for it\./,
    );
  });

  test("takes an address of the prompt for named", async () => {
    const prompt = "Read https://example.org/a";
    const { outcomes } = await perform([], [[answerAction, { TEXT: "See https://example.org/a" }]], {
      prompt,
    });
    expect(outcomes[0]!.note).toContain("passed");
  });
});

describe("VERIFY", () => {
  const plan = { steps: [], criteria: ["Every claim has a source", "The costs are named"] };
  const judge = async (VERDICT: string, UNMET?: readonly string[], more: object = { plan }) =>
    (await perform([], [[verifyAction, { VERDICT, UNMET }]], more)).outcomes[0]!;

  test.each([["pass"], ["PASSED."], ["Yes"], ["ok - all good"], ["**pass**"], ["✅ Pass"], ["approved"]])(
    "takes “%s” for a pass: every criterion is met",
    async (verdict) => {
      expect(await judge(verdict, ["none"])).toEqual({
        note: "The answer is found good.",
        result: {
          type: "verified",
          checks: [
            { kind: "criterion", about: "Every claim has a source", passed: true },
            { kind: "criterion", about: "The costs are named", passed: true },
          ],
        },
      });
    },
  );

  test.each([["fail"], ["Failed:"], ["no"], ["not passed"], ["partially"], ["❌"], ["FALSE"]])(
    "takes “%s” for a fail",
    async (verdict) => {
      const { result } = await judge(verdict);
      expect(result).toMatchObject({ type: "verified", checks: [{}, {}, { passed: false }] });
    },
  );

  test.each([["fail"], ["pass"]])(
    "with %s and complaints fails what they are about, and what is left",
    async (verdict) => {
      const { result, note } = await judge(verdict, ["The third claim has no source", "Too long"]);
      expect(result).toEqual({
        type: "verified",
        checks: [
          {
            kind: "criterion",
            about: "Every claim has a source",
            passed: false,
            problem: "The third claim has no source",
          },
          { kind: "criterion", about: "The costs are named", passed: true },
          { kind: "criterion", about: "Too long", passed: false, problem: "Too long" },
        ],
      });
      expect(note).toBe(
        "The answer is found wanting:\n- Every claim has a source: The third claim has no source\n- Too long",
      );
    },
  );

  test("passes without criteria, and understands their numbers", async () => {
    expect(await judge("pass", undefined, {})).toMatchObject({ result: { checks: [{ passed: true }] } });
    expect(await judge("fail", ["criterion 2"])).toMatchObject({
      result: { checks: [{ passed: true }, { passed: false }] },
    });
  });

  test.each([["maybe"], [""], ["passport"], ["The answer"]])(
    "asks again for the verdict “%s”",
    async (verdict) => {
      expect(await judge(verdict)).toEqual({
        note: "VERDICT has to be pass or fail.",
        result: { type: "stood-still" },
      });
    },
  );
});

test("REFLECT says that something was learnt", async () => {
  const { outcomes } = await perform([], [[reflectAction, { LESSON: "Ask first." }]]);
  expect(outcomes).toEqual([{ note: "The lesson is kept.", result: { type: "reflected" } }]);
});
