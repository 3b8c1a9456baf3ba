import { describeThrown, ErrorCode, OrchestrationError } from "@convoke/core";

type Problem = "busy" | "damaged" | "full" | "read-only" | "unusable";

/** The results of SQLite that tell what to do: https://www.sqlite.org/rescode.html. */
const problems: Readonly<Record<number, Problem>> = {
  5: "busy",
  6: "busy",
  8: "read-only",
  11: "damaged",
  13: "full",
  26: "damaged",
};

const advice: Readonly<Record<Problem, string>> = {
  busy: "Another process has kept it locked: end that process, or try again later.",
  damaged:
    "It is damaged, or no SQLite database: put a backup in its place, or move it away, so that a new one is made.",
  full: "The disk is full: make room and try again.",
  "read-only": "It cannot be written to: change its permissions, or name another file.",
  unusable: "Look whether the path is a file that this process may read and write, or name another one.",
};

/** What SQLite or the file system says, as `store_failed` that names the file and what to do; typed errors stay as they are. */
export function toStoreError(error: unknown, what: string, file: string): OrchestrationError {
  if (OrchestrationError.is(error)) return error;
  const { errcode } = error as { readonly errcode?: unknown };
  // The lowest byte is the result; what stands above says more of the same.
  const problem = (typeof errcode === "number" && problems[errcode & 0xff]) || "unusable";
  const said = describeThrown(error);
  return new OrchestrationError(
    ErrorCode.STORE_FAILED,
    `The file of ${what} cannot be used: ${file} (${said}). ${advice[problem]}`,
    { cause: error, details: { file, problem } },
  );
}

/** Reads what a store has written as JSON; throws `store_failed` for what it cannot have written. */
export function readBody<Value>(
  body: unknown,
  read: (value: Value, where: string) => Value,
  file: string,
): Value {
  try {
    return read(JSON.parse(body as string) as Value, "a row");
  } catch (cause) {
    throw new OrchestrationError(
      ErrorCode.STORE_FAILED,
      `The file ${file} holds a row that cannot be read (${cause instanceof Error ? cause.message : String(cause)}). ${advice.damaged}`,
      { cause, details: { file, problem: "damaged" } },
    );
  }
}
