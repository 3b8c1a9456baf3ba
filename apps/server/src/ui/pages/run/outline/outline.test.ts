import { describe, expect, test } from "vitest";
import { createPicture } from "../live/run-picture.ts";
import { createDetail, createEvent, createTask } from "../testing/sample-run.ts";
import { filterLog } from "../events/filter-log.ts";
import { describeEvent } from "../live/log-entry.ts";
import { fitsFilter } from "./filter-tasks.ts";
import { listOutline } from "./list-outline.ts";

const picture = createPicture(
  createDetail([
    createTask({ taskId: "run/0" }),
    createTask({
      taskId: "run/1",
      description: "Plan it",
      agentType: "planner",
      status: "failed",
      error: "no way",
    }),
    createTask({ taskId: "run/0/x", parentId: "run/0" }),
    createTask({ taskId: "run/0/y", parentId: "run/0" }),
  ]),
);

describe("listOutline", () => {
  test("lists children under the task that delegated them, with their places", () => {
    const rows = listOutline(picture.order, picture.tasks, new Set());
    expect(
      rows.map(({ taskId, level, position, siblings, isOpen }) => [
        taskId,
        level,
        position,
        siblings,
        isOpen,
      ]),
    ).toEqual([
      ["run/0", 1, 1, 2, true],
      ["run/0/x", 2, 1, 2, undefined],
      ["run/0/y", 2, 2, 2, undefined],
      ["run/1", 1, 2, 2, undefined],
    ]);
  });

  test("leaves out what is closed", () => {
    const rows = listOutline(picture.order, picture.tasks, new Set(["run/0"]));
    expect(rows.map(({ taskId }) => taskId)).toEqual(["run/0", "run/1"]);
  });
});

describe("fitsFilter", () => {
  test.each([
    [{ text: "", status: "all" }, 4],
    [{ text: "PLAN", status: "all" }, 1],
    [{ text: "no way", status: "all" }, 1],
    [{ text: "", status: "failed" }, 1],
    [{ text: "research", status: "failed" }, 0],
  ] as const)("narrows to %j", (filter, count) => {
    expect([...picture.tasks.values()].filter((known) => fitsFilter(known, filter))).toHaveLength(count);
  });
});

describe("filterLog", () => {
  test("narrows by kind and by words, those of the task included", () => {
    const task = createTask();
    const bad = createTask({ status: "failed", error: "it broke" });
    const log = [
      createEvent(1, { type: "task-created", task }),
      createEvent(2, { type: "task-settled", task }),
      createEvent(3, { type: "task-settled", task: bad }),
    ].map((event) => describeEvent(event as Parameters<typeof describeEvent>[0]));
    const count = (text: string, kind: "all" | "failures" | "starts"): number =>
      filterLog(log, { text, kind }, () => "Research").length;
    expect([count("", "all"), count("", "failures"), count("", "starts")]).toEqual([3, 1, 1]);
    expect([count("broke", "all"), count("RESEARCH", "all"), count("nothing", "all")]).toEqual([1, 3, 0]);
  });
});
