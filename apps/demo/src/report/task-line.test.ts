import { ErrorCode, TaskStatus } from "@convoke/core";
import { expect, test } from "vitest";
import { formatTaskLine, type TaskFacts } from "./task-line.ts";

const completed: TaskFacts = {
  agentType: "knowledge",
  agentName: "Documentation Agent",
  description: "Research the state of the art",
  status: TaskStatus.COMPLETED,
  startedAt: 1000,
  finishedAt: 1012,
};

test("formatTaskLine says who worked, how long, and on what", () => {
  expect(formatTaskLine(completed, { width: 90 })).toBe(
    "knowledge  Documentation Agent      12 ms  Research the state of the art",
  );
});

test("formatTaskLine gives a task that no agent took the agent's columns, and lets the description give way", () => {
  const createFailed = (description: string): TaskFacts => {
    const error = "Agent review not registered";
    return {
      agentType: "review",
      description,
      status: TaskStatus.FAILED,
      error,
      failure: { code: ErrorCode.NOT_REGISTERED, message: error },
    };
  };
  const line = "review     Review: Agent review not registered";
  expect([90, 75, 55].map((width) => formatTaskLine(createFailed("Review"), { width }))).toEqual([
    line,
    line,
    line,
  ]);
  expect(formatTaskLine(createFailed("Review everything that was planned"), { width: 55 })).toBe(
    "review     Review…: Agent review not registered",
  );
});

test("formatTaskLine says what `describe` makes of the task", () => {
  expect(formatTaskLine(completed, { width: 90, describe: () => "supported" })).toMatch(
    /12 ms {2}supported$/,
  );
});
