import { ErrorCode, OrchestrationError } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { planGoal, planning } from "../../test/plan-goal.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import { validatePlan } from "../plan/validate-plan.ts";
import type { PlannerInput } from "../planner-input.ts";
import { refinePlan } from "./refine-plan.ts";

const api = planGoal("Build a REST API for invoices with authentication under 5 USD");
const shop = planGoal("Build a web shop with React, with search and reviews");
const tool = planGoal("Write a command-line tool in Python that converts CSV to JSON");
const talk = planGoal("Prepare a talk about bees");

const refine = (plan: unknown, task: string, input: PlannerInput = {}): Plan =>
  refinePlan("refine", { plan, task, ...input }, planning);
const idsOf = ({ steps }: Plan): string[] => steps.map(({ id }) => id);
const stepOf = (plan: Plan, id: string): PlanStep | undefined => plan.steps.find((step) => step.id === id);
const withOptional = (plan: Plan, ...ids: string[]): Plan => ({
  ...plan,
  steps: plan.steps.map((step) => (ids.includes(step.id) ? { ...step, optional: true } : step)),
});
/** What comes of it; errors that have no code are thrown on. */
function attempt(work: () => Plan): { result?: Plan; code?: string; message?: string } {
  try {
    return { result: work() };
  } catch (error) {
    if (OrchestrationError.is(error)) return { code: error.code, message: error.message };
    throw error;
  }
}

describe("refinePlan", () => {
  test.each([
    [api, "also add dark mode", ["add-dark-mode"], []],
    [api, "Add search and a rate limit, please.", ["add-search", "add-rate-limit"], []],
    [api, "it should also support webhooks", ["add-webhooks"], []],
    [api, "also exports", ["add-exports"], []],
    [api, "and deploy it to AWS", ["roll-out", "check-running"], []],
    [api, "write a blog post about it", ["write"], []],
    [api, "research FastAPI first", ["research-fastapi"], []],
    [api, "without the review", [], ["review"]],
    [api, "skip the tests and the review", [], ["test", "review", "resolve-findings"]],
    [api, "skip documentation", [], ["write-reference"]],
    [api, "we don't need authentication", [], ["add-authentication"]],
    [api, "no research", [], ["research-rest-api-for-invoices"]],
    [api, "please leave out the planning step", [], ["plan"]],
    [api, "the API must support webhooks", ["add-webhooks"], []],
    [api, "add rate limiting to the endpoints", ["add-rate-limiting-to-the-endpoints"], []],
    [shop, "I no longer need search", [], ["add-search"]],
    [shop, "drop the browser walk-through", [], ["walk-through"]],
    [shop, "drop the search, and add a wishlist", ["add-wishlist"], ["add-search"]],
    [shop, "a wishlist instead of reviews", ["add-wishlist"], ["add-reviews"]],
  ])("of “$goal” understands “%s”", (plan, task, added, dropped) => {
    const refined = refine(plan, task);
    expect(validatePlan(refined)).toEqual([]);
    const ids = idsOf(refined);
    expect(ids).toEqual(expect.arrayContaining(added));
    expect(idsOf(plan).filter((id) => !ids.includes(id))).toEqual(dropped);
    expect(refined.assumptions[0]).toMatch(/^(?:Added|Left out): /);
    expect(refined.estimate).toEqual(estimatePlan(refined.steps));
  });

  test.each([
    [
      shop,
      "use Vue instead of React",
      "Implement the pages of the web shop with Vue",
      "Replaced: React by Vue.",
    ],
    [
      shop,
      "replace React with Svelte",
      "Implement the pages of the web shop with Svelte",
      "Replaced: React by Svelte.",
    ],
    [
      shop,
      "switch from React to Vue",
      "Implement the pages of the web shop with Vue",
      "Replaced: React by Vue.",
    ],
    [shop, "with Vue", "Implement the pages of the web shop with Vue", "Replaced: React by Vue."],
    [
      shop,
      "use PostgreSQL",
      "Implement the data model and the server side of the web shop with React and PostgreSQL",
      "Used: PostgreSQL, in 1 step.",
    ],
    [
      tool,
      "in Go",
      "Implement the command-line tool that converts CSV to JSON with Go",
      "Replaced: Python by Go.",
    ],
    [
      api,
      "with PostgreSQL, without Redis",
      "Implement the endpoints of the REST API for invoices, without Redis",
      "Used: PostgreSQL, in 1 step.",
    ],
    [
      shop,
      "without React",
      "Implement the pages of the web shop, without React",
      "Left out: React, as 4 steps are told.",
    ],
    [
      api,
      "do it with Vue rather than React",
      "Implement the endpoints of the REST API for invoices with Vue",
      "React is nowhere in the plan.",
    ],
  ])("changes what the steps are made with: %#", (plan, task, description, note) => {
    const refined = refine(plan, task);
    expect(idsOf(refined)).toEqual(idsOf(plan));
    expect(refined.steps.map((step) => step.description)).toContain(description);
    expect(refined.assumptions).toContain(note);
    const replaced = /^Replaced: (\w+)/.exec(note)?.[1];
    if (replaced !== undefined) expect(JSON.stringify([refined.goal, refined.steps])).not.toContain(replaced);
  });

  test("leaves what it does not touch as it was, by identity of content", () => {
    const refined = refine(api, "also add dark mode");
    for (const step of api.steps) {
      const now = stepOf(refined, step.id);
      if (step.id === "test" || step.id === "review") {
        expect(now).toMatchObject({ description: step.description, estimatedTime: step.estimatedTime });
        expect(now?.dependsOn).toEqual([...step.dependsOn, "add-dark-mode"]);
        expect(now?.input).toMatchObject({
          results: { "add-dark-mode": { $fromTask: { id: "add-dark-mode" } } },
        });
      } else expect(now).toEqual(step);
    }
    expect(refined.goal).toBe(`${api.goal}. Also add dark mode.`);
    expect(refined.method).toBe(api.method);
  });

  test("hands on what a step that is left out had used and waited for", () => {
    const refined = refine(api, "skip the planning");
    expect(stepOf(refined, "build-endpoints")).toMatchObject({
      dependsOn: ["build-data-layer", "research-rest-api-for-invoices"],
      input: { research: { $fromTask: { id: "research-rest-api-for-invoices" } } },
    });
    const untested = refine(api, "skip the tests and the review");
    expect(stepOf(untested, "write-reference")?.consumes).toEqual([
      "data-layer",
      "endpoints",
      "add-authentication",
    ]);
    expect(stepOf(refine(api, "without the review"), "resolve-findings")?.description).toBe(
      "Resolve what the tests of the REST API for invoices found",
    );
  });

  test("gives added work the results of the plan, and the plan what is researched first", () => {
    const deployed = refine(api, "deploy it to AWS");
    expect(stepOf(deployed, "prepare-release")?.dependsOn).toContain("resolve-findings");
    expect(deployed.given).not.toContain("code-base");
    expect(deployed.risks.join()).toContain("access rights");
    const researched = refine(talk, "research honey first");
    expect(validatePlan(researched)).toEqual([]);
    expect(researched.steps.some(({ dependsOn }) => dependsOn.includes("summarize"))).toBe(true);
  });

  test("makes added steps with what given research names", () => {
    const research = {
      answer: "Keycloak suits logins.",
      citations: [{ file: "k.md", line: 1, quote: "Keycloak" }],
    };
    const refined = refine(shop, "add login", { research });
    expect(stepOf(refined, "add-login")?.description).toBe("Add login to the web shop with Keycloak");
    expect(refined.assumptions).toContain("Keycloak for the authentication, because k.md:1 says “Keycloak”.");
  });

  test("drops optional steps, the dearest first, until a limit is kept, and says what is left over", () => {
    const plan = withOptional(api, "write-reference", "review", "add-authentication");
    const cheap = refine(plan, "under 0.75 USD");
    expect(cheap.assumptions[0]).toBe(
      "Left out to keep the limit: Add authentication to the REST API for invoices",
    );
    expect(idsOf(api).filter((id) => !idsOf(cheap).includes(id))).toEqual(["add-authentication"]);
    expect(cheap.risks.join()).not.toContain("exceeds");
    const cheaper = refine(plan, "it must cost less than 0.2 USD");
    expect(idsOf(cheaper)).not.toContain("review");
    expect(cheaper.risks[0]).toMatch(/exceeds the limit of 0\.2 USD by 0\.\d+ USD/);
    expect(cheaper.assumptions).toContainEqual(expect.stringMatching(/^Limit: 0\.2 USD; /));
    expect(cheaper.assumptions.join()).not.toContain("Limit: 5 USD");
    const quick = refine(plan, "at most 6 minutes");
    expect(quick.estimate.makespanSeconds).toBeLessThanOrEqual(360);
    expect(refine(quick, "under 9 USD").assumptions).toContainEqual(expect.stringMatching(/^Limit: 9 USD; /));
  });

  test("holds a plan against a deadline, in words of several kinds", () => {
    for (const task of ["by Friday", "the deadline is Friday", "finish it by Friday"])
      expect(refine(api, task).assumptions[0]).toMatch(/^Deadline: Friday/);
    expect(refine(api, "by yesterday").risks[0]).toMatch(
      /^The plan ends \d.* s after the deadline, yesterday\.$/,
    );
  });

  test("names several technologies in one list", () => {
    expect(refine(shop, "use Svelte and PostgreSQL").steps.map((step) => step.description)).toContain(
      "Implement the data model and the server side of the web shop with Svelte and PostgreSQL",
    );
  });

  test("takes conditions beside the change, structured or in words", () => {
    const structured = refine(shop, "add a wishlist", {
      constraints: { technologies: ["vue"], without: ["jquery"], maxCostUsd: 0.1, notes: "Be kind." },
    });
    expect(structured.steps.map((step) => step.description)).toContain(
      "Implement the pages of the web shop with Vue, without jQuery",
    );
    expect(structured.risks[0]).toContain("exceeds the limit of 0.1 USD");
    expect(structured.assumptions).toContain("Condition: Be kind.");
    const words = refinePlan(
      "x",
      { plan: shop, constraints: ["without reviews", "It is spring."] },
      planning,
    );
    expect(idsOf(words)).not.toContain("add-reviews");
    expect(words.assumptions).toContain("Condition: It is spring.");
  });

  test("says what is there already instead of adding it twice", () => {
    const refined = refine(shop, "add search");
    expect(refined.steps).toEqual(shop.steps);
    expect(refined.assumptions[0]).toBe("In the plan already: Add search to the web shop");
  });

  test("refines what it has refined", () => {
    const once = refine(api, "add search");
    const twice = refine(refine(once, "add search filters"), "without authentication");
    expect(validatePlan(twice)).toEqual([]);
    expect(idsOf(twice)).toEqual(expect.arrayContaining(["add-search", "add-search-filters"]));
  });

  test.each([
    [undefined, "add search", /needs a plan/],
    [{ steps: [] }, "add search", /refine_plan: the plan cannot run\. goal/],
    [
      { ...api, steps: api.steps.slice(1) },
      "add search",
      /“research-rest-api-for-invoices”, which is no step/,
    ],
    [api, "", /The goal is empty/],
    [
      api,
      "make it better",
      /What “make it better” changes in the plan is not clear\. Understood are additions/,
    ],
    [api, "hmm", /What “hmm” changes/],
    [api, "under 3 EUR", /What “under 3 EUR” changes/],
    [api, "!!!", /says nothing/],
    [planGoal("Build a web shop with search"), "drop the shop", /what the whole plan is about/],
    [api, "drop the dragon", /nothing that “dragon” fits.*“build-endpoints”/],
    [
      api,
      "add search, but without search",
      /“add search” asks for “search”, but the change says “without search”/,
    ],
    [
      planGoal("Build a shop without Redux"),
      "use Redux",
      /asks for “Redux”, but the plan's goal says “without Redux”/,
    ],
    [
      planGoal("Compare Hono and Koa"),
      "leave out the research and the bring_together",
      /no step of the plan is left/,
    ],
    [api, Array.from({ length: 20 }, (_, index) => `add thing${index}`).join(". "), /asks for 20 things/],
  ])("refuses %# with invalid_input", (plan, task, message) => {
    const error = attempt(() => refine(plan, task));
    expect(error.code).toBe(ErrorCode.INVALID_INPUT);
    expect(error.message).toMatch(message);
  });
});
