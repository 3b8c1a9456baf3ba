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

test("formatTaskLine keeps to its width and lets the description give way to the error", () => {
  const error = "Agent code not registered";
  const failed: TaskFacts = {
    agentType: "code",
    description: "Implement everything that was planned",
    status: TaskStatus.FAILED,
    error,
    failure: { code: ErrorCode.NOT_REGISTERED, message: error },
  };
  const line = formatTaskLine(failed, { width: 90 });
  expect(line).toBe("code       no such agent                   Implement…: Agent code not registered");
  expect(line.length).toBeLessThanOrEqual(90);
});

test("formatTaskLine says what `describe` makes of the task", () => {
  expect(formatTaskLine(completed, { width: 90, describe: () => "supported" })).toMatch(
    /12 ms {2}supported$/,
  );
});
