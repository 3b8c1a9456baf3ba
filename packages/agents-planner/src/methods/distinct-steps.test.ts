import { expect, test } from "vitest";
import { planGoal } from "../../test/plan-goal.ts";
import { makeStepsDistinct } from "./distinct-steps.ts";
import type { StepDraft } from "./step-draft.ts";

function draft(id: string, description: string): StepDraft {
  return { id, description, successCriterion: "done" };
}

function list(steps: readonly StepDraft[]): string[] {
  return steps.map((step) => `${step.id}: ${step.description}`);
}

test("makeStepsDistinct numbers equal ids and drops equal descriptions, whatever their case", () => {
  const drafts = [
    draft("add-a", "Add a"),
    draft("add-a", "Add a b"),
    draft("add-c", "Add A"),
    draft("add-a", "Add a"),
  ];
  expect(list(makeStepsDistinct(drafts))).toEqual(["add-a: Add a", "add-a-2: Add a b"]);
});

test("makeStepsDistinct gives no id that an earlier step bears, nor one that it gave", () => {
  const drafts = [draft("add-a", "one"), draft("add-a-2", "two"), draft("add-a-2-2", "three")];
  expect(list(makeStepsDistinct(drafts, [draft("add-a", "zero")]))).toEqual([
    "add-a-2: one",
    "add-a-2-2: two",
    "add-a-2-2-2: three",
  ]);
});

test.each([
  [
    "requirements",
    "Build a web shop. It must be reachable from phones in Europe and be reachable from phones in Asia",
    [
      "Meet the requirement that the web shop must be reachable from phones in Europe",
      "Meet the requirement that the web shop must be reachable from phones in Asia",
    ],
  ],
  [
    "requirements of several clauses",
    "Build a web shop. It must be reachable from phones in Europe. Then build a mobile app. It must be reachable from phones in Asia and be reachable from phones in Africa",
    [
      "Meet the requirement that the web shop must be reachable from phones in Europe",
      "Meet the requirement that the mobile app must be reachable from phones in Asia",
      "Meet the requirement that the mobile app must be reachable from phones in Africa",
    ],
  ],
  [
    "features",
    "Build a web shop with a report of all orders by customer country and a report of all orders by customer age",
    [
      "Add report of all orders by customer country to the web shop",
      "Add report of all orders by customer age to the web shop",
    ],
  ],
  [
    "pages",
    "Build a very big bright German customer ticket website and a very big bright German customer chat website",
    [
      "Implement the pages of the very big bright German customer ticket website",
      "Implement the pages of the very big bright German customer chat website",
    ],
  ],
  [
    "subjects of research",
    "Compare Google Cloud Platform Storage Service Standard and Google Cloud Platform Storage Service Archive",
    [
      "Research Google Cloud Platform Storage Service Standard",
      "Research Google Cloud Platform Storage Service Archive",
    ],
  ],
  [
    "parts of a design",
    "Design the very large German customer support ticket page and the very large German customer support chat page",
    [
      "Specify the very large German customer support ticket page",
      "Specify the very large German customer support chat page",
    ],
  ],
  [
    "details of a design",
    "Design the checkout. It must be reachable from phones in Europe and be reachable from phones in Asia",
    [
      "Specify how the checkout must be reachable from phones in Europe",
      "Specify how the checkout must be reachable from phones in Asia",
    ],
  ],
  [
    "parts of software without a method of its own",
    "Install a monitoring server with alerts for every new machine in Berlin and alerts for every new machine in Munich using Docker",
    [
      "Install alerts for every new machine in Berlin with Docker",
      "Install alerts for every new machine in Munich with Docker",
    ],
  ],
  [
    "parts of an undertaking",
    "Organise a summer party with games for the children of our sales team and games for the children of our support team",
    [
      "Work out games for the children of our sales team for the summer party",
      "Work out games for the children of our support team for the summer party",
    ],
  ],
])(
  "%s that begin with the same words are a step each, and something waits for them",
  (_what, goal, descriptions) => {
    const { steps } = planGoal(goal);
    const found = steps.filter((step) => descriptions.includes(step.description));
    expect(found.map((step) => step.description)).toEqual(descriptions);
    const awaited = new Set(steps.flatMap((step) => step.dependsOn));
    expect(found.filter((step) => !awaited.has(step.id))).toEqual([]);
  },
);
