import { ErrorCode } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { createTask } from "../testing/sample-run.ts";
import { adviseOn, explainFailure } from "./explain-failure.ts";

const fail = (taskId: string, code: ErrorCode, finishedAt: number) =>
  createTask({
    taskId,
    status: "failed",
    finishedAt,
    error: code,
    failure: { code, message: `because of ${code}` },
  });

describe("explainFailure", () => {
  test("names the task that failed first, of the others only how many", () => {
    const tasks = [fail("run/2", "timeout", 30), fail("run/1", "not_registered", 20), createTask()];
    expect(explainFailure({ status: "failed" }, tasks)).toMatchObject({
      title: "The run failed: 2 tasks failed",
      code: "not_registered",
      message: "because of not_registered",
      advice: expect.stringContaining("plug-in"),
      task: { taskId: "run/1" },
      others: 1,
    });
  });

  test("looks past what only follows from another failure", () => {
    const tasks = [fail("run/1", "unresolved_reference", 10), fail("run/0", "budget_exceeded", 20)];
    expect(explainFailure({ status: "failed" }, tasks)).toMatchObject({ task: { taskId: "run/0" } });
    expect(explainFailure({ status: "failed" }, tasks.slice(0, 1))).toMatchObject({
      task: { taskId: "run/1" },
    });
  });

  test("says why a run was stopped before it says what failed in it", () => {
    const stop = { code: "timeout", message: "The run took longer than 5 s." } as const;
    expect(explainFailure({ status: "failed", stop }, [])).toMatchObject({
      title: "The run was stopped",
      message: "The run took longer than 5 s.",
      task: undefined,
      others: 0,
    });
    const cancelled = { code: "cancelled", message: "Cancelled by a person." } as const;
    expect(explainFailure({ status: "cancelled", stop: cancelled }, [])?.title).toBe("The run was cancelled");
  });

  test("tells failures of a run that completed all the same, and of one that still runs", () => {
    const tasks = [fail("run/1", "timeout", 30)];
    expect(explainFailure({ status: "completed" }, tasks)?.title).toBe(
      "The run completed, but 1 task failed",
    );
    expect(explainFailure({ status: "running" }, tasks)?.title).toBe("1 task failed so far");
  });

  test("has nothing to say when nothing failed", () => {
    expect(
      explainFailure({ status: "completed" }, [createTask(), createTask({ status: "cancelled" })]),
    ).toBeUndefined();
  });
});

describe("adviseOn", () => {
  test.each(Object.values(ErrorCode))("knows what to do about %s", (code) => {
    expect(adviseOn(code)).toMatch(/^[A-Z].{20,}\.$/);
  });
});
