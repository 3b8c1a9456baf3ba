import { describe, expect, test } from "vitest";
import { planning } from "../../test/plan-goal.ts";
import { composePlan } from "../compose/compose-plan.ts";
import { defineMethod, type Method } from "./method.ts";
import { createMethodLibrary } from "./method-library.ts";
import { shippedMethods } from "./shipped-methods.ts";
import type { StepDraft } from "./step-draft.ts";

function step(id: string, more: Partial<StepDraft> = {}): StepDraft {
  return { id, agentType: "barista", description: `Do ${id}`, successCriterion: `${id} is done`, ...more };
}

const brew = defineMethod({
  name: "brew-coffee",
  description: "Coffee, by hand",
  goal: { mentions: ["coffee"], verbs: ["make"] },
  subtasks: () => ({ steps: [step("grind"), step("brew", { consumes: ["grind"] })] }),
});

function plan(methods: readonly Method[], goal: string) {
  const library = createMethodLibrary([...methods, ...shippedMethods], planning);
  return composePlan(planning.goals.read(goal), { ...planning, library });
}

describe("decompose", () => {
  test("keeps what a part is given apart from what a later part makes under the same name", () => {
    const made = plan([], "Publish the newsletter, then write a README for our date library");
    const publishing = made.steps.filter(({ id }) => /publish|proofread/.test(id));
    const writing = made.steps.find(({ description }) => description.startsWith("Write a README"));
    expect(writing?.produces).not.toContain("text");
    expect(made.given).toContain("text");
    expect(publishing.flatMap(({ dependsOn }) => dependsOn)).not.toContain(writing?.id);
  });

  test("puts in a compound step's place the steps of the method that fits its goal", () => {
    const breakfast = defineMethod({
      name: "serve-breakfast",
      description: "Breakfast with coffee",
      goal: { mentions: ["breakfast"] },
      subtasks: () => ({
        steps: [
          step("lay-table", { produces: ["table"] }),
          { id: "drinks", goal: "Make a coffee for Ada", consumes: ["table"] },
          step("serve", { consumes: ["drinks"] }),
        ],
      }),
    });
    const made = plan([breakfast, brew], "Serve breakfast to Ada");
    expect(made.method).toBe("serve-breakfast");
    expect(made.steps.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ["lay-table", []],
      ["grind", ["lay-table"]],
      ["brew", ["grind"]],
      ["serve", ["brew"]],
    ]);
    expect(made.steps[3]?.input).toMatchObject({ results: { brew: { $fromTask: { id: "brew" } } } });
  });

  test("keeps the ids of parts apart, follows references and names who made which step", () => {
    const twice = defineMethod({
      name: "two-cups",
      description: "Two cups",
      goal: ({ verb }) => (verb === "serve" ? 1 : 0),
      subtasks: () => ({
        steps: [
          { id: "one", goal: "Make a coffee for Ada", produces: ["cup"] },
          { id: "two", goal: "Make a coffee for Bob", consumes: ["cup"], optional: true },
          step("clean", { dependsOn: ["one", "two"], input: { after: { $fromTask: { id: "one" } } } }),
        ],
      }),
    });
    const library = createMethodLibrary([twice, brew, ...shippedMethods], planning);
    const expanded = library.expand(planning.goals.read("Serve two cups of coffee"));
    expect(expanded.steps.map(({ id, consumes, optional }) => [id, consumes, optional])).toEqual([
      ["grind", undefined, undefined],
      ["brew", ["grind"], undefined],
      ["grind-2", ["brew"], true],
      ["brew-2", ["grind-2"], true],
      ["clean", undefined, undefined],
    ]);
    expect(expanded.steps.at(-1)).toMatchObject({
      dependsOn: ["brew", "brew-2"],
      input: { after: { $fromTask: { id: "brew" } } },
    });
    expect([expanded.madeBy.get("grind-2"), expanded.madeBy.get("clean")]).toEqual([
      "brew-coffee",
      "two-cups",
    ]);
  });

  test("takes a part's products for given things of the same name", () => {
    const { given, steps } = plan([], "Build a todo app and deploy it to Fly.io");
    expect(given).not.toContain("code-base");
    expect(steps.find(({ id }) => id === "prepare-release")?.dependsOn).toContain("resolve-findings");
    expect(plan([], "Fix the login bug in our app and deploy it to Heroku").given).toEqual(["code-base"]);
  });

  test("lets nothing wait for the optional steps of a part", () => {
    const { steps } = plan([], "Build a todo app and deploy it to Fly.io");
    expect(steps.find(({ id }) => id === "walk-through")?.optional).toBe(true);
    expect(steps.filter(({ dependsOn }) => dependsOn.includes("walk-through"))).toEqual([]);
  });

  test("lets a step consume what a part after it makes", () => {
    const served = defineMethod({
      name: "serve",
      description: "Served",
      goal: ({ verb }) => (verb === "serve" ? 1 : 0),
      subtasks: () => ({
        steps: [step("serve", { consumes: ["drink"] }), { id: "drink", goal: "Make a coffee for Ada" }],
      }),
    });
    expect(plan([served, brew], "Serve breakfast to Ada").steps[0]?.dependsOn).toEqual(["brew"]);
  });

  test("feeds research that is the whole part, and lets research before work begin at once", () => {
    const fed = (goal: string) =>
      plan(
        [
          defineMethod({
            name: "after-brief",
            description: "After a brief",
            goal: ({ verb }) => (verb === "serve" ? 1 : 0),
            subtasks: () => ({ steps: [step("brief"), { id: "part", goal, consumes: ["brief"] }] }),
          }),
        ],
        "Serve breakfast to Ada",
      ).steps.filter(({ dependsOn }) => dependsOn.includes("brief"));
    expect(fed("Explain how tea is made").map(({ agentType }) => agentType)).toEqual(["knowledge"]);
    expect(fed("Add dark mode to the shop").map(({ id }) => id)).toEqual(["find-place"]);
  });
});
