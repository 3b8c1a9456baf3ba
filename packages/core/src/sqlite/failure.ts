import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { ErrorCode } from "../errors/error-code.ts";
import type { Failure } from "./protocol.ts";

type Problem = "busy" | "damaged" | "folder" | "full" | "read-only" | "unusable";

/** The results of SQLite that tell what to do: https://www.sqlite.org/rescode.html. */
const sqliteProblems: Readonly<Record<number, Problem>> = {
  5: "busy",
  6: "busy",
  8: "read-only",
  11: "damaged",
  13: "full",
  26: "damaged",
};

const systemProblems: Readonly<Record<string, Problem>> = {
  EACCES: "read-only",
  EPERM: "read-only",
  EROFS: "read-only",
  ENOSPC: "full",
  EDQUOT: "full",
  EISDIR: "folder",
};

const advice: Readonly<Record<Problem, string>> = {
  busy: "Another program has kept it locked: end that program, and try again.",
  damaged:
    "It is damaged, or no SQLite database: put a backup in its place, or move it away, so that a new one is made.",
  folder: "It is a folder: name a file.",
  full: "The disk is full: make room, and start again; what was acknowledged is kept.",
  "read-only":
    "It cannot be written to: change the permissions of the file and its folder, or name another file.",
  unusable: "Look whether the path is a file that this process may read and write, or name another one.",
};

/** Takes an error apart, so that it can be handed to another thread. */
export function toFailure(error: unknown): Failure {
  const message = describeThrown(error);
  if (OrchestrationError.is(error)) return { message, code: error.code, details: error.details };
  const { errcode, code } = error as { readonly errcode?: unknown; readonly code?: unknown };
  return {
    message,
    ...(typeof errcode === "number" && { sqliteCode: errcode }),
    ...(typeof code === "string" && { systemCode: code }),
  };
}

/** The error that a caller gets: typed ones as they were, everything else as `store_failed` with file and advice. */
export function toStoreError(failure: Failure, path: string): OrchestrationError {
  const { message, code, details, sqliteCode, systemCode } = failure;
  if (code !== undefined) return new OrchestrationError(code, message, { details });
  const problem =
    // The lowest byte is the result; what stands above says more of the same.
    (sqliteCode !== undefined ? sqliteProblems[sqliteCode & 0xff] : systemProblems[systemCode ?? ""]) ??
    "unusable";
  return createFileError(path, problem, message, advice[problem]);
}

/** The error for rows that this store cannot have written. */
export function createDamageError(error: unknown, path: string): OrchestrationError {
  const said = `a row cannot be read: ${describeThrown(error)}`;
  return createFileError(path, "damaged", said, advice.damaged);
}

/** Says what is the matter with a file, and what to do. */
export function createFileError(
  path: string,
  problem: string,
  said: string,
  whatToDo: string,
): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.STORE_FAILED,
    `The store's file cannot be used: ${path} (${said}). ${whatToDo}`,
    { details: { file: path, problem } },
  );
}
