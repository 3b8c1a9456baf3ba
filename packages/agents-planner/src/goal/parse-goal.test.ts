import { describe, expect, test } from "vitest";
import type { Goal } from "./goal.ts";
import { createGoalReader } from "./goal-reader.ts";

const now = new Date(2026, 10, 26, 17).getTime(); // a Thursday
const { read: parseGoal } = await createGoalReader({ now });

const cases: readonly (readonly [goal: string, parts: Partial<Goal>])[] = [
  [
    "Build a REST API for invoices with authentication in Python without Django",
    {
      intent: "build",
      object: "REST API for invoices",
      features: ["authentication"],
      technologies: ["Python"],
      exclusions: ["Django"],
    },
  ],
  [
    "Compare the performance of Postgres and MySQL",
    { objects: ["Postgres", "MySQL"], features: ["performance"] },
  ],
  [
    "Build a login page and a dashboard for the shop",
    { objects: ["login page for the shop", "dashboard for the shop"] },
  ],
  ["Build a search and recommendation engine", { objects: ["search and recommendation engine"] }],
  [
    "Set up CI with GitHub Actions for our monorepo",
    { object: "CI for our monorepo", technologies: ["GitHub Actions"] },
  ],
  ["Organise a meetup in Lisbon", { object: "meetup in Lisbon", technologies: [] }],
  ["Upgrade the app to Node 24", { intent: "migrate", object: "app", target: "Node 24" }],
  [
    "Switch from Jest to Vitest without downtime",
    { origin: "Jest", target: "Vitest", exclusions: ["downtime"] },
  ],
  ["Building a parser", { intent: "build", verb: "build", object: "parser" }],
  ["Migration of the wiki to Notion", { intent: "migrate", object: "wiki", target: "Notion" }],
  ["Login crashes on Safari", { intent: "fix", object: "Login crashes on Safari" }],
  ["Write a letter to the landlord", { intent: "document" }],
  ["Create an implementation plan for a todo app", { object: "todo app" }],
  [
    "Build a shop in Rust for less than $20 within two days",
    { limits: { maxCostUsd: 20, maxDurationMs: 172_800_000 } },
  ],
  ["Build a shop by the end of next week", { object: "shop", limits: { deadline: "the end of next week" } }],
  ["Make our API faster", { intent: "improve", object: "API", features: ["faster"] }],
  ["Make the page load in under 2 seconds", { object: "page", features: ["load in under 2 seconds"] }],
  ["Build a VS Code theme", { intent: "build", object: "VS Code theme" }],
];

describe("parseGoal", () => {
  test.each(cases)("reads %s", (goal, parts) => {
    expect(parseGoal(goal)).toMatchObject({ readable: true, clauses: [], ...parts });
  });

  test("splits what is asked one after another and resolves “it”", () => {
    const { clauses } = parseGoal("Build a todo app, then deploy it to Fly.io and write a guide");
    expect(clauses.map(({ intent, object }) => `${intent} ${object}`)).toEqual([
      "build todo app",
      "deploy todo app",
      "document guide",
    ]);
  });

  test("keeps a description of what users do in one goal", () => {
    expect(parseGoal("Build an app that lets users create, edit, and delete notes").clauses).toEqual([]);
    expect(parseGoal("Build an app to track expenses and create reports").clauses).toEqual([]);
  });

  test("gives sentences about the thing to the goal before them", () => {
    const goal = parseGoal("Build a todo app. It should support offline mode and sharing. Use React.");
    expect(goal).toMatchObject({
      clauses: [],
      features: ["offline mode", "sharing"],
      technologies: ["React"],
    });
  });

  test("asks for no tests twice and says so", () => {
    const goal = parseGoal("Refactor the billing module and add tests");
    expect(goal.clauses).toEqual([]);
    expect(goal.notes.join()).toContain("“add tests” needs no steps of its own");
  });

  test("takes the speed of a thing for no limit of the work", () => {
    expect(parseGoal("Make the page load in under 2 seconds").limits).toEqual({});
    expect(parseGoal("Build a page within 2 hours").limits).toEqual({ maxDurationMs: 7_200_000 });
  });

  test("notes a budget that is not in USD instead of converting it", () => {
    const goal = parseGoal("Build a shop for under 300 EUR");
    expect(goal.limits).toEqual({});
    expect(goal.notes.join()).toContain("300 EUR");
  });

  test.each([
    "Baue eine Webanwendung mit React",
    "Créer un site pour mon café",
    "Сделай сайт",
    "作成する",
    "!!!",
    "42",
  ])("says of %s that it could not be parsed", (goal) => {
    const parsed = parseGoal(goal);
    expect(parsed.readable).toBe(false);
    expect(parsed.notes.join()).toContain(goal);
  });

  test("keeps long lists and long descriptions within bounds and says so", () => {
    const many = parseGoal(`Compare ${Array.from({ length: 60 }, (_, index) => `tool${index}`).join(", ")}`);
    expect(many.objects).toHaveLength(12);
    expect(many.notes.join()).toContain("60 things");
    expect(
      parseGoal(`Build a tool ${"for very careful people ".repeat(50)}`).object.length,
    ).toBeLessThanOrEqual(90);
  });
});
