import { describe, expect, test } from "vitest";
import { runRequestSchema } from "../../../api/plan.ts";
import { buildPlan, buildRequest, listReferences } from "./build-request.ts";
import {
  addTask,
  changeTask,
  createDraft,
  duplicateTask,
  type Mode,
  modes,
  moveTask,
  removeTask,
  type RunDraft,
} from "./draft.ts";
import { findDraftProblems } from "./find-draft-problems.ts";
import { keepDraft, readKeptDraft } from "./kept-draft.ts";
import { readRequest, readStartedRun } from "./read-request.ts";

const task = (description: string, more: object = {}) => ({ agentType: "knowledge", description, ...more });

function draftOf(mode: Mode, more: Partial<RunDraft> = {}): RunDraft {
  const settings = {
    mainTask: "Compare",
    task: "Which?",
    agents: ["knowledge", "knowledge"],
    minAgreement: 0.6,
    concurrency: 2,
  };
  const tasks = [
    { key: "step-1", spec: task("One") },
    { key: "step-2", spec: task("Two", { retry: { attempts: 2 } }) },
  ];
  return { ...createDraft(), mode, prompt: "Do it", tasks, settings, budget: { maxCostUsd: 1 }, ...more };
}

describe("buildRequest", () => {
  test.each(modes)("makes a request of a draft of the kind %s that the server's schema takes", (mode) => {
    const request = buildRequest(draftOf(mode));
    expect(runRequestSchema.safeParse(request).error).toBeUndefined();
    expect(request.budget).toEqual({ maxCostUsd: 1 });
    expect(findDraftProblems(draftOf(mode), [])).toEqual([]);
  });

  test("gives ids to the steps that are referred to, and to no others", () => {
    const input = {
      research: { $fromTask: { id: "step-1", path: "answer" } },
      note: { $literal: { $fromTask: { id: "x" } } },
    };
    const tasks = [
      { key: "step-1", spec: task("One") },
      { key: "step-2", spec: task("Two", { input }) },
      { key: "step-3", spec: task("Three", { dependsOn: ["step-1"] }) },
    ];
    expect(buildPlan(draftOf("graph", { tasks, settings: {} }))).toEqual({
      strategy: "graph",
      tasks: [
        { id: "step-1", ...task("One") },
        { ...task("Two"), input },
        { ...task("Three"), dependsOn: ["step-1"] },
      ],
    });
  });

  test("writes the id that a step was given where others refer to it", () => {
    const tasks = [
      { key: "step-1", spec: task("One", { id: "facts" }) },
      { key: "step-2", spec: task("Two", { input: [{ deep: { $fromTask: { id: "step-1" } } }] }) },
    ];
    expect(buildPlan(draftOf("sequential", { tasks, settings: {} }))).toMatchObject({
      tasks: [{ id: "facts" }, { input: [{ deep: { $fromTask: { id: "facts" } } }] }],
    });
  });
});

describe("readRequest", () => {
  test.each(modes)("reads a request of the kind %s back, whatever it has beside", (mode) => {
    const request = buildRequest(draftOf(mode, { settings: { ...draftOf(mode).settings, madeUp: 1 } }));
    const reading = readRequest(request);
    expect(reading.problem).toBeUndefined();
    expect(reading.problem === undefined && buildRequest(reading.draft)).toEqual(request);
  });

  test.each([
    ["no object", 1, "A request is an object with prompt or plan."],
    ["nothing", {}, "A request needs a prompt, as text, or a plan."],
    ["another strategy", { plan: { strategy: "magic" } }, "A plan needs a strategy: task, sequential"],
    ["no tasks", { plan: { strategy: "parallel" } }, "needs a list of tasks"],
    ["a task that is none", { plan: { strategy: "graph", tasks: ["a"] } }, "is an object with agentType"],
  ])("says of %s what is missing", (_, request, problem) => {
    expect(readRequest(request).problem).toContain(problem);
  });

  test("shows a run by prompt as a prompt, outside of its conversation", () => {
    const plan = {
      strategy: "task",
      task: { agentType: "main", description: "Ask", input: { prompt: "Ask", sessionId: "s" } },
    };
    const reading = readStartedRun(plan, undefined);
    expect(reading.problem === undefined && buildRequest(reading.draft)).toEqual({ prompt: "Ask" });
  });
});

describe("steps of a draft", () => {
  test("are added, duplicated without their id, moved and removed, each with a key of its own", () => {
    let draft: RunDraft = changeTask(
      createDraft({ agentType: "knowledge" }),
      0,
      task("One", { id: "step-3" }),
    );
    draft = duplicateTask(addTask(draft), 0);
    expect(draft.tasks.map(({ key }) => key)).toEqual(["step-1", "step-4", "step-2"]);
    expect(draft.tasks[1]?.spec).toEqual(task("One"));
    draft = moveTask(moveTask(draft, 2, -1), 0, -1);
    expect(draft.tasks.map(({ key }) => key)).toEqual(["step-1", "step-2", "step-4"]);
    expect(removeTask(draft, 1).tasks.map(({ key }) => key)).toEqual(["step-1", "step-4"]);
  });

  test("that refer to what does not come before them are told of", () => {
    const spec = task("Two", { input: { $fromTask: { id: "step-2" } } });
    const draft = draftOf("sequential", {
      tasks: [
        { key: "step-1", spec },
        { key: "step-2", spec: task("One") },
      ],
    });
    expect(findDraftProblems(draft, [])).toMatchObject([{ path: ["plan", "tasks", "0", "input"] }]);
    expect(findDraftProblems({ ...draft, mode: "graph" }, [])).toEqual([]);
    expect(listReferences({ $literal: { $fromTask: { id: "a" } } })).toEqual([]);
  });
});

describe("readKeptDraft", () => {
  test("finds the draft of the same address, and nothing in a storage that holds something else", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
    };
    const draft = draftOf("graph");
    keepDraft(storage, "from=a", draft);
    expect([readKeptDraft(storage, "from=a"), readKeptDraft(storage, "")]).toEqual([draft, undefined]);
    kept.set([...kept.keys()][0]!, '{"source":"","draft":{"mode":"graph"}}');
    expect(readKeptDraft(storage, "")).toBeUndefined();
  });
});
