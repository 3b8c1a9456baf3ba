import { expect, test } from "vitest";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { toFailure, toStoreError } from "./failure.ts";

const say = (error: unknown): unknown => toStoreError(toFailure(error), "/data/runs.db");

test.each([
  [{ errcode: 13 }, "full", "make room"],
  [{ errcode: 8 }, "read-only", "permissions"],
  [{ errcode: 1544 }, "read-only", "permissions"],
  [{ errcode: 11 }, "damaged", "backup"],
  [{ errcode: 26 }, "damaged", "backup"],
  [{ errcode: 5 }, "busy", "end that program"],
  [{ errcode: 14 }, "unusable", "Look whether the path"],
  [{ code: "EROFS" }, "read-only", "permissions"],
  [{ code: "EACCES" }, "read-only", "permissions"],
  [{ code: "ENOSPC" }, "full", "make room"],
])("toStoreError says what to do about %o: it is %s", (properties, problem, advice) => {
  expect(say(Object.assign(new Error("said"), properties))).toMatchObject({
    code: "store_failed",
    message: expect.stringMatching(new RegExp(`/data/runs.db \\(said\\).*${advice}`)) as string,
    details: { file: "/data/runs.db", problem },
  });
});

test("toStoreError hands on typed errors as they were", () => {
  const error = new OrchestrationError(ErrorCode.LEASE_LOST, "lost", { details: { runId: "r" } });
  expect(say(error)).toMatchObject({ code: "lease_lost", message: "lost", details: { runId: "r" } });
});
