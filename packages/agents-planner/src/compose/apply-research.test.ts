import { describe, expect, test } from "vitest";
import { planGoal, planning } from "../../test/plan-goal.ts";
import type { Goal } from "../goal/goal.ts";
import type { StepDraft } from "../methods/step-draft.ts";
import { readResearch } from "../research/read-research.ts";
import type { TechnologyKind } from "../goal/known-technologies.ts";
import { applyResearch } from "./apply-research.ts";

const goalWith = (text: string, research: unknown): Goal => {
  const digest = readResearch(research);
  return { ...planning.goals.read(text), ...(digest === undefined ? {} : { research: digest }) };
};
const step = (...madeWith: TechnologyKind[]): StepDraft => ({
  id: madeWith.join("-") || "step",
  agentType: "code",
  description: "Do the work",
  madeWith,
  consumes: ["research"],
  successCriterion: "it is done",
});
const describeSteps = (text: string, research: unknown, ...drafts: StepDraft[]): string[] =>
  applyResearch(goalWith(text, research), drafts).steps.map(({ description }) => description);

describe("applyResearch", () => {
  const all: readonly [TechnologyKind, string, string][] = [
    ["language", "Python is recommended.", "Python"],
    ["frontend", "Vue suits the pages.", "Vue"],
    ["backend", "FastAPI serves them.", "FastAPI"],
    ["validation", "Pydantic validates.", "Pydantic"],
    ["database", "PostgreSQL stores the bills.", "PostgreSQL"],
    ["object-mapper", "SQLAlchemy reads them.", "SQLAlchemy"],
    ["queue", "RabbitMQ carries them.", "RabbitMQ"],
    ["search", "Meilisearch finds them.", "Meilisearch"],
    ["authentication", "Keycloak knows the users.", "Keycloak"],
    ["testing", "We test with pytest.", "pytest"],
    ["build-tool", "Vite builds the pages.", "Vite"],
    ["infrastructure", "Docker runs it.", "Docker"],
    ["monitoring", "Grafana shows it.", "Grafana"],
    ["data-processing", "Pandas counts them.", "Pandas"],
    ["browser-automation", "Playwright opens the pages.", "Playwright"],
    ["recommended", "`sprocket-kit` is the best choice.", "sprocket-kit"],
  ];

  test.each(all)("gives a step of the kind %s what the research says: %s", (kind, answer, name) => {
    expect(describeSteps("Build a shop", { answer }, step(kind), step())).toEqual([
      `Do the work with ${name}`,
      "Do the work",
    ]);
  });

  const stack = "FastAPI with Pydantic suits it. Flask exists. Some use Express. PostgreSQL stores it.";

  test.each([
    [
      "the goal's own words first",
      "Build a shop with Django",
      "Do the work",
      /Django, which the goal names, is used as the backend framework/,
    ],
    [
      "nothing that is excluded",
      "Build a shop without FastAPI",
      "Do the work with Flask",
      /FastAPI, which the research names, stays out: the goal excludes it/,
    ],
    [
      "nothing of another language",
      "Build a shop in JavaScript",
      "Do the work with Express",
      /FastAPI, .* is for Python, the work is in JavaScript/,
    ],
    [
      "nothing of another language, Go",
      "Build a shop in Go",
      "Do the work",
      /FastAPI, .* is for Python, the work is in Go/,
    ],
    [
      "the better supported rival",
      "Build a shop",
      "Do the work with FastAPI",
      /Flask would be an alternative to FastAPI as the backend framework/,
    ],
  ])("takes %s", (_what, goal, description, note) => {
    const applied = applyResearch(goalWith(goal, { answer: stack }), [step("backend")]);
    expect(applied.steps[0]?.description).toBe(description);
    expect(applied.assumptions.join("\n")).toMatch(note);
  });

  test("uses a name that nobody knows for what the research recommends it for, and nothing else", () => {
    const answer = "`sprocket-kit` is the best choice for PDF exports.";
    expect(describeSteps("Add a PDF export", { answer }, step("recommended"))).toEqual([
      "Do the work with sprocket-kit",
    ]);
    expect(describeSteps("Build a crawler", { answer }, step("recommended"))).toEqual(["Do the work"]);
  });

  test("puts at most two names into a step, in the order of its kinds", () => {
    expect(
      describeSteps("Build a shop", { answer: stack }, step("backend", "validation", "database")),
    ).toEqual(["Do the work with FastAPI and Pydantic"]);
  });

  test("lets things that belong together stand together", () => {
    const answer = "Docker runs it. Kubernetes runs many of it. Terraform sets it up.";
    expect(describeSteps("Deploy the shop", { answer }, step("infrastructure"))).toEqual([
      "Do the work with Docker and Kubernetes",
    ]);
  });

  test("says the names where the goal's own stand, before what it excludes", () => {
    const draft = { ...step("backend"), description: "Implement the shop with MySQL, without Redux" };
    expect(describeSteps("Build a shop with MySQL, without Redux", { answer: stack }, draft)).toEqual([
      "Implement the shop with MySQL and FastAPI, without Redux",
    ]);
    const plain = { ...step("backend"), description: "Implement the shop, without Redux" };
    expect(describeSteps("Build a shop without Redux", { answer: stack }, plain)).toEqual([
      "Implement the shop with FastAPI, without Redux",
    ]);
  });

  test("hands the names and their citations to agents that work, but not to planners", () => {
    const research = { answer: stack, citations: [{ file: "a.md", line: 2, quote: "FastAPI is fast" }] };
    const planner = { ...step("backend"), agentType: "planner", task: "Design the shop" };
    const [code, plan] = applyResearch(goalWith("Build a shop", research), [step("backend"), planner]).steps;
    expect(code?.fields).toEqual({ technologies: ["FastAPI"], citations: ["a.md:2 “FastAPI is fast”"] });
    expect(plan).toMatchObject({ task: "Design the shop with FastAPI" });
    expect(plan?.fields).toBeUndefined();
  });

  test("leaves alone steps whose input is their own, and kinds that nobody knows", () => {
    const own = { ...step("backend"), input: { goal: "x" } };
    const odd = { ...step(), madeWith: ["paint", 7] } as unknown as StepDraft;
    const broken = { ...step(), madeWith: "backend" } as unknown as StepDraft;
    const drafts = [own, odd, broken];
    expect(applyResearch(goalWith("Build a shop", { answer: stack }), drafts).steps).toEqual(drafts);
  });

  test("says so when the research names nothing that fits, and then changes no step", () => {
    const drafts = [step("backend")];
    const applied = applyResearch(goalWith("Build a shop", { answer: "People like shops." }), drafts);
    expect(applied.steps).toEqual(drafts);
    expect(applied.assumptions).toEqual([
      "No step is made with anything that the research names: it is handed to the steps as it is.",
    ]);
  });

  test("builds on nothing that stands only beside the answer", () => {
    const research = { answer: "Shops sell.", findings: [{ text: "Many like FastAPI." }] };
    const applied = applyResearch(goalWith("Build a shop", research), [step("backend")]);
    expect(applied.steps[0]?.description).toBe("Do the work");
    expect(applied.assumptions).toContain("The research names FastAPI.");
  });

  test("asks again what the research left open and the goal needs; the rest are risks", () => {
    const openPoints = [
      "Nothing was found for “How are shops paid?”.",
      "The web was not searched: nobody can.",
      "How are shops taxed?",
      "How are shops paid?",
      "How are shops lit?",
      "How are shops named?",
    ];
    const drafts = [step("backend"), { ...step(), id: "other", consumes: [] }];
    const applied = applyResearch(goalWith("Build shops", { answer: stack, openPoints }), drafts);
    expect(applied.steps.map(({ question, consumes }) => question ?? consumes)).toEqual([
      "How are shops paid?",
      "How are shops taxed?",
      "How are shops lit?",
      [
        "research",
        "research-how-are-shops-paid",
        "research-how-are-shops-taxed",
        "research-how-are-shops-lit",
      ],
      [],
    ]);
    expect(applied.risks).toEqual([
      "The research says of itself: The web was not searched: nobody can.",
      "The research left open: How are shops named?",
    ]);
  });
});

test("a plan with open points of the research is valid, and its steps get the new answers", () => {
  const plan = planGoal("Build a REST API for invoices", {
    research: { answer: "Invoices of a REST API are numbered.", openPoints: ["How are invoices signed?"] },
  });
  expect(plan.steps[0]).toMatchObject({
    id: "research-how-are-invoices-signed",
    input: { type: "research", question: "How are invoices signed?" },
  });
  expect(plan.steps[1]?.input).toMatchObject({
    research: [{ summary: expect.any(String) }, { $fromTask: { id: "research-how-are-invoices-signed" } }],
  });
});
