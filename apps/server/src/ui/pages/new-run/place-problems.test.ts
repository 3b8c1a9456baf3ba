import { describe, expect, test } from "vitest";
import { describeMissing } from "./describe-estimate.ts";
import { describePath, groupProblems, placeProblems, readProblemPath } from "./place-problems.ts";
import { toCurl } from "./to-curl.ts";

const problem = {
  type: "",
  title: "",
  status: 400,
  detail: "It does not fit.",
  code: "malformed_request",
} as const;

describe("placeProblems", () => {
  test("brings what the server says to the fields it is about", () => {
    const problems = [
      { path: "body.plan.tasks.0.input.url", message: "must be a text" },
      { path: "plan.tasks[0].input.url", message: "must not be empty" },
    ];
    const groups = groupProblems(placeProblems({ ...problem, problems }));
    expect(groups.get("plan.tasks.0.input.url")).toEqual(["must be a text", "must not be empty"]);
  });

  test("keeps the whole where no field is named", () => {
    expect(placeProblems(problem)).toEqual([{ path: [], message: "It does not fit.", isMissing: false }]);
  });
});

describe("describePath", () => {
  test.each([
    ["body.plan.tasks.1.description", "Step 2, description"],
    ["plan.task.agentType", "Agent type"],
    ["plan.minAgreement", "Min agreement"],
    ["plan.task", "Task"],
    ["budget.maxCostUsd", "Budget, max cost USD"],
    ["prompt", "Prompt"],
  ])("says where %s is", (path, words) => {
    expect(describePath(readProblemPath(path))).toBe(words);
  });
});

describe("describeMissing", () => {
  test("says each unknown once, in words", () => {
    const estimate = { seconds: 1, costUsd: 0, tokens: 0, tasks: 2 };
    const price = { agentType: "browser", missing: ["costEstimate"] } as const;
    const nobody = { capability: "paint", missing: ["agent"] } as const;
    expect(describeMissing({ ...estimate, missing: [price, price, nobody] })).toEqual([
      "browser does not say what it costs: that comes on top.",
      "Nobody is registered for the capability paint: its task would fail.",
    ]);
  });
});

describe("toCurl", () => {
  test("survives quotation marks in a shell", () => {
    expect(toCurl("http://127.0.0.1:1", { prompt: "Don't" })).toContain(`-d '{"prompt":"Don'\\''t"}'`);
  });
});
