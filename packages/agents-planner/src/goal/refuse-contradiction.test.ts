import { ErrorCode, OrchestrationError } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { planGoal, planning } from "../../test/plan-goal.ts";
import type { PlannerInput } from "../planner-input.ts";
import { refinePlan } from "../tools/refine-plan.ts";

function catchError(act: () => unknown): OrchestrationError {
  try {
    act();
  } catch (error) {
    if (OrchestrationError.is(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

type Constraints = PlannerInput["constraints"];

describe("refuseContradiction", () => {
  test.each<[string, Constraints, string[]]>([
    [
      "Build an app with Postgres and without any database",
      undefined,
      ["with PostgreSQL", "without database"],
    ],
    ["Build a service with Kafka, without a queue", undefined, ["with Kafka", "without queue"]],
    ["Build an API with Django, without Python", undefined, ["with Django", "without Python"]],
    ["Don't build an API. Build an API.", undefined, ["build API", "without building an API"]],
    ["Build an API", { technologies: ["Django"], without: ["Python"] }, ["with Django", "without Python"]],
    ["Build an API", { technologies: ["Flask"], without: ["Flask"] }, ["with Flask", "without Flask"]],
    ["Build an API", { technologies: ["Flask"], notes: "without Flask" }, ["with Flask", "without Flask"]],
    ["Build an API", { technologies: ["Flask"], notes: "Don't use Flask." }, ["with Flask", "without Flask"]],
    ["Build an API with Flask", { notes: "without Flask" }, ["with Flask", "without Flask"]],
    ["Build an API", "with REST without REST", ["with REST", "without REST"]],
    ["Build an API", ["with REST", "without REST"], ["with REST", "without REST"]],
    ["Build an API", ["with Postgres", "without a database"], ["with PostgreSQL", "without database"]],
  ])("refuses %s with %o, naming both sides", (goal, constraints, sides) => {
    const error = catchError(() => planGoal(goal, { constraints }));
    expect(error.code).toBe(ErrorCode.INVALID_INPUT);
    expect(error.details).toEqual({ sides });
    for (const side of sides) expect(error.message).toContain(side.replace(/^(?:with|without|build) /, ""));
  });

  test("refuses contrary conditions of a change as well", () => {
    const plan = planGoal("Build an API");
    const constraints = { technologies: ["Django"], without: ["Python"] };
    expect(catchError(() => refinePlan("", { plan, constraints }, planning)).details).toEqual({
      sides: ["with Django", "without Python"],
    });
  });

  test.each<[string, Constraints]>([
    ["Build a Python API without Django", undefined],
    ["Migrate from MySQL to Postgres without downtime", undefined],
    ["Build a React app in TypeScript without JavaScript", undefined],
    ["Build a Spring Boot API in Kotlin without Java", undefined],
    ["Build an API with Redis, without a database", undefined],
    ["Build a search engine with Elasticsearch, without a database", undefined],
    ["Build a demo with SQLite without a database server", undefined],
    ["Compare Django and Rails without Python", undefined],
    ["Build an app that detects faces with TensorFlow, without Python", undefined],
    ["Migrate from Django to Express, without Python", undefined],
    ["Build a shop. Don't build a blog.", undefined],
    ["Build an API", { technologies: ["Flask"], notes: "Last year we built one without Flask" }],
    ["Build an API", { technologies: ["Flask"], notes: "No Django, please" }],
    ["Build an API", ["with FastAPI", "without Django"]],
  ])("lets %s with %o be", (goal, constraints) => {
    expect(planGoal(goal, { constraints }).steps).not.toEqual([]);
  });
});

test("readQualifiers leaves no “and” behind before the next qualifier", () => {
  const { features, technologies, exclusions } = planning.goals.read(
    "Build an app with Postgres and without Redux and with search",
  );
  expect([features, technologies, exclusions]).toEqual([["search"], ["PostgreSQL"], ["Redux"]]);
});

test.each(["Compare Hono and Hono", "Compare Hono vs hono", "Which is faster, Hono or Hono?"])(
  "parseComparison of “%s” has one object and says so",
  (goal) => {
    const { objects, notes } = planning.goals.read(goal);
    expect(objects).toEqual(["Hono"]);
    expect(notes.join()).toContain("“Hono” would be compared with itself");
  },
);

test.each(["Compare Hono and Koa", "Compare Hono", "Compare Hono, Hono and Koa"])(
  "parseComparison of “%s” says nothing of itself",
  (goal) => {
    expect(planning.goals.read(goal).notes.join()).not.toContain("itself");
  },
);

test.each(["Compare and and and", "Build and or and", "Compare the with a"])(
  "parseGoal cannot read “%s”",
  (goal) => {
    expect(planning.goals.read(goal).readable).toBe(false);
  },
);
