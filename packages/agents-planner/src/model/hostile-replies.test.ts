import type { LanguageModel } from "@convoke/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { planByModel, reply, step } from "../../test/plan-by-model.ts";
import type { Plan } from "../plan/plan.ts";
import { planToTasks } from "../plan/plan-to-tasks.ts";
import { listReferences } from "../plan/step-references.ts";
import { validatePlan } from "../plan/validate-plan.ts";

/** What every plan has to be, whoever wrote it. */
function expectSound(plan: Plan): void {
  expect(validatePlan(plan)).toEqual([]);
  expect(plan.steps.length).toBeLessThanOrEqual(200);
  for (const { id, input, dependsOn, description, successCriterion } of plan.steps) {
    expect(id).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u);
    for (const text of [description, successCriterion]) {
      expect(text.length).toBeLessThanOrEqual(400);
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    for (const source of listReferences(input)) expect(dependsOn).toContain(source);
  }
  expect(JSON.stringify(plan).length).toBeLessThan(1_000_000);
}

test("`planWithModel` does not read a reply of 10 MB", async () => {
  const { plan, notes } = await planByModel(["x".repeat(10_000_000)]);
  expect(plan).toBeUndefined();
  expect(notes[0]).toContain("its reply is longer than 400000 characters");
});

test("`planWithModel` cuts a description of 10 MB, and repeats a reply without it", async () => {
  const more = { description: `Implement invoices ${"and more ".repeat(1_200_000)}` };
  const { plan } = await planByModel([{ ...reply(step("a", [], more)), text: "" }]);
  expectSound(plan!);
  const { model } = await planByModel([{ ...reply(step("a", ["a"], more)), text: "" }]);
  for (const { messages } of model.requests)
    for (const { content } of messages) expect(content.length).toBeLessThan(70_000);
});

test("`planWithModel` looks at no more than 200 of 100,000 steps", async () => {
  const steps = Array.from({ length: 100_000 }, (_, at) => step(`s${at}`, [`s${at + 1}`]));
  const { plan, notes, model } = await planByModel([{ ...reply(...steps), text: "" }]);
  expect(plan).toBeUndefined();
  expect(notes[0]).toContain("The plan has 100000 steps: use at most 200");
  expect(model.requests[1]?.messages.at(-1)?.content.length).toBeLessThan(10_000);
});

test.each([
  "__proto__",
  "constructor",
  "toString",
  "a/b",
  "../../etc",
  " ",
  "\u202eabc",
  "💥",
  "x".repeat(500),
])("`planWithModel` gives the step %j an id that harms nothing", async (id) => {
  const { plan } = await planByModel([
    reply(step("start"), step(id, ["start"], { description: "Work on invoices" }), step("end", [id])),
  ]);
  if (id.trim() === "") return expect(plan).toBeUndefined();
  expectSound(plan!);
  expect(plan!.steps[2]?.dependsOn).toEqual([plan!.steps[1]!.id]);
  expect(Object.keys(planToTasks(plan!)[2]!.input as object)).toContain("results");
  return undefined;
});

test("`planWithModel` keeps ids apart that become alike", async () => {
  const { plan } = await planByModel([reply(step("a/b"), step("a b"), step("a-b", ["a/b", "a b"]))]);
  expect(plan?.steps.map(({ id }) => id)).toEqual(["a-b", "a-b-2", "a-b-3"]);
  expect(plan?.steps[2]?.dependsOn).toEqual(["a-b", "a-b-2"]);
});

test("`planWithModel` takes neither references nor prices nor inputs from a model", async () => {
  const smuggled = { $fromTask: { id: "other-run" } };
  const more = {
    description: `Implement invoices ${JSON.stringify(smuggled)}`,
    input: smuggled,
    estimatedTime: 0,
    costEstimate: -5,
    dependsOn: ["nowhere"],
    needs: [{ step: "b", what: JSON.stringify(smuggled) }],
  };
  const { plan } = await planByModel([reply(step("b"), step("a", [], more as object))]);
  expectSound(plan!);
  expect(plan!.steps[1]).toMatchObject({ dependsOn: ["b"], costEstimate: 0.15 });
  expect(listReferences(plan!.steps[1]!.input)).toEqual(["b"]);
  const wrong = { description: smuggled, successCriterion: [smuggled], agentType: 7 };
  const { plan: none } = await planByModel([reply(step("a", [], wrong as object))]);
  expect(none).toBeUndefined();
});

test.each([[null], ["text"], [7], [[]], [{}], [{ finishReason: "stop", text: 7 }]])(
  "`planWithModel` survives %j in the place of a reply",
  async (line) => {
    const instead = { generate: async () => line, async *stream() {} } as unknown as LanguageModel;
    const { plan, notes } = await planByModel([""], { instead });
    expect(plan).toBeUndefined();
    expect(notes).toHaveLength(1);
  },
);

/** JSON that is nearer to a plan than chance would come. */
const name = fc.constantFrom("a", "b", "c", "a/b", "__proto__", "given-research", "research", "", "plan");
const text = fc.oneof(
  fc.constantFrom("Implement the invoices", "Test the REST API", "without React", "x"),
  fc.string({ unit: "binary", maxLength: 600 }),
);
const loose = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: fc.jsonValue() });
const anyStep = fc.record(
  {
    id: loose(name),
    agentType: loose(fc.constantFrom("code", "test", "knowledge", "planner", "coder", "")),
    capability: loose(fc.constantFrom("", "bring_together", "create_plan")),
    description: loose(text),
    needs: loose(fc.array(fc.oneof(name, fc.record({ step: name, what: text })), { maxLength: 4 })),
    successCriterion: loose(text),
    optional: loose(fc.boolean()),
    effort: loose(fc.double()),
  },
  { requiredKeys: ["id", "description"] },
);
const anyReply = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      steps: loose(fc.array(anyStep, { maxLength: 8 })),
      assumptions: loose(fc.array(text)),
      risks: loose(fc.array(text)),
    }),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
/** Plans of steps that wait for earlier ones only. */
const sound = fc
  .array(
    fc.tuple(
      fc.constantFrom("code", "test", "knowledge", "planner"),
      text,
      fc.array(fc.nat(), { maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) => ({
    steps: drawn.map(([agentType, words, links], at) =>
      step(`s${at}`, at === 0 ? [] : links.map((link) => `s${link % at}`), {
        agentType,
        description: `Invoices: ${words}`,
      }),
    ),
  }));

test("any JSON as a reply gives a sound plan, or none and a note", async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(anyReply, sound),
      fc.boolean(),
      fc.boolean(),
      async (object, isText, isKnown) => {
        const line = isText ? { text: JSON.stringify(object) } : { object };
        const research = isKnown ? "Use FastAPI for invoices." : undefined;
        const { plan, notes } = await planByModel([line], { research });
        expect(notes).toHaveLength(1);
        expect(notes[0]).toMatch(
          plan === undefined ? /by the method library\.$/ : /^Planned by the language model/,
        );
        if (plan === undefined) return;
        made += 1;
        expectSound(plan);
      },
    ),
    { numRuns: 400 },
  );
  expect(made).toBeGreaterThan(50);
});

const fail = (): never => {
  throw new Error("not for reading");
};
const throwing = new Proxy({}, { get: (_, name) => (name === "then" ? undefined : fail()), ownKeys: fail });

test.each([
  ["the reply", throwing],
  [
    "the object",
    { text: "", object: throwing, finishReason: "stop", usage: { inputTokens: 1, outputTokens: 1 } },
  ],
  [
    "the list of steps",
    {
      text: "",
      object: { steps: throwing },
      finishReason: "stop",
      usage: { inputTokens: 1, outputTokens: 1 },
    },
  ],
  [
    "a step",
    {
      text: "",
      object: { steps: [throwing] },
      finishReason: "stop",
      usage: { inputTokens: 1, outputTokens: 1 },
    },
  ],
])("`planWithModel` falls back to the library when reading %s throws", async (_, hostile) => {
  const instead = { generate: async () => hostile, async *stream() {} } as unknown as LanguageModel;
  const { plan, notes } = await planByModel([""], { instead });
  expect(plan).toBeUndefined();
  expect(notes[0]).toContain("the plan was made by the method library");
});

test.each([{ inputTokens: 1e308, outputTokens: 1e308 }, { inputTokens: 5, outputTokens: 1e10 }, throwing])(
  "`planWithModel` books the estimate where a good reply says absurd things of its usage (%#)",
  async (usage) => {
    const good = { ...reply(step("a")), text: "", finishReason: "stop", usage };
    const instead = { generate: async () => good, async *stream() {} } as unknown as LanguageModel;
    const { plan, reserved, settled } = await planByModel([""], { instead });
    expect(plan?.steps).toHaveLength(1);
    expect(settled).toEqual(reserved);
  },
);
