import fc from "fast-check";
import { expect, test } from "vitest";
import { planGoal } from "../../test/plan-goal.ts";
import { validatePlan } from "../plan/validate-plan.ts";
import { readResearch } from "./read-research.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom(
        ..."FastAPI Flask is a web framework deprecated avoid use and , . npm install `left-pad` import {x} from 'zod' pip over than not PostgreSQL suits “why?” node_modules/.pnpm/".split(
          " ",
        ),
      ),
      { maxLength: 20 },
    )
    .map((list) => list.join(" ")),
);
const field = fc.constantFrom(
  "answer",
  "citations",
  "findings",
  "openPoints",
  "quote",
  "source",
  "taskId",
  "status",
  "result",
  "__proto__",
);
const { research } = fc.letrec((tie) => ({
  research: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.jsonValue(),
    fc.array(tie("research"), { maxLength: 4 }),
    fc.dictionary(field, tie("research"), { maxKeys: 6 }),
  ),
}));

test("a plan is valid whatever is given as research", () => {
  fc.assert(
    fc.property(research, (value) => {
      const plan = planGoal("Build a REST API for invoices with search", { research: value });
      expect(validatePlan(plan)).toEqual([]);
      expect(plan.steps.length).toBeLessThan(20);
    }),
    { numRuns: 300 },
  );
});

test("readResearch keeps within its bounds however much it is given", () => {
  const flood = Array.from({ length: 3_000 }, (_, index) => ({
    answer: `Tool${index}Kit is best. `.repeat(50),
    citations: Array.from({ length: 100 }, () => ({
      quote: "Use Kafka. ".repeat(20),
      source: { file: "a.md" },
    })),
    openPoints: Array.from({ length: 100 }, () => "Why? ".repeat(1_000)),
  }));
  const digest = readResearch(flood);
  expect(digest?.names.length).toBeLessThanOrEqual(12);
  expect(digest?.openPoints.length).toBeLessThanOrEqual(12);
  expect(digest?.citations.length).toBeLessThanOrEqual(12);
  expect(digest?.text.length).toBeLessThan(130_000);
});

test.each([
  "`".repeat(60_000),
  "npm install ".repeat(5_000),
  "A1".repeat(30_000),
  `FastAPI${", and or ".repeat(6_000)}is deprecated`,
  "(".repeat(60_000),
  "[a](".repeat(15_000),
  "pip install a".repeat(5_000),
  " ".repeat(60_000),
  "not ".repeat(15_000),
  "@a/".repeat(20_000),
])("readResearch does not backtrack on hostile text %#", (hostile) => {
  const before = process.cpuUsage().user;
  readResearch({ answer: hostile });
  // far above what reading takes, far below what exponential or cubic backtracking would
  expect(process.cpuUsage().user - before).toBeLessThan(3_000_000);
});
