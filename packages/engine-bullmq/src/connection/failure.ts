import { ErrorCode, OrchestrationError } from "@convoke/core";

/** How long a call waits for Redis at most, in milliseconds. */
export const maxWaitMs = 10_000;

type Problem =
  | "busy"
  | "cluster"
  | "damaged"
  | "disk"
  | "full"
  | "read-only"
  | "refused"
  | "unusable"
  | "version";

/** What Redis answers with an error that begins thus: https://redis.io/docs/latest/develop/reference/protocol-spec/. */
const problems: readonly (readonly [RegExp, Problem])[] = [
  [/^OOM\b/, "full"],
  [/^READONLY\b/, "read-only"],
  [/^MISCONF\b|^NOREPLICAS\b/, "disk"],
  [
    /^(Ready check failed: )?(NOAUTH|WRONGPASS|NOPERM)\b|^ERR (AUTH|Client sent AUTH|invalid password)|user executing the script can't|ACL failure in script/,
    "refused",
  ],
  [/^WRONGTYPE\b/, "damaged"],
  [/^(MOVED|ASK|CROSSSLOT|CLUSTERDOWN)\b|non local key|same slot/, "cluster"],
  [/^(BUSY|LOADING|MASTERDOWN|TRYAGAIN)\b/, "busy"],
  [/compiling script|unknown command/i, "version"],
];

const advice: Readonly<Record<Problem, string>> = {
  busy: "It has no time for this store just now: look what else it does, and try again.",
  cluster:
    'All keys of a store have to be in one slot of a cluster: give it a prefix with a hash tag, such as "{convoke}", and ' +
    "connect to the node that has that slot.",
  damaged: "Something else uses the keys of this store: give the store a prefix of its own.",
  disk: "Redis cannot make safe what is written to it: look at its log, its disk and its replicas.",
  full: "Its memory is full: raise `maxmemory` (with the policy `noeviction`), or keep fewer runs; nothing was written.",
  "read-only": "It is a replica, which cannot be written to: connect to the primary.",
  refused: "Look at the user, the password and the permissions of the connection.",
  unusable: "Look at the log of Redis.",
  version: "The store needs Redis 7.0 or later: update it.",
};

/** The error for what Redis has answered instead of doing what it was asked. */
export function createReplyError(message: string): OrchestrationError {
  const problem = problems.find(([pattern]) => pattern.test(message))?.[1] ?? "unusable";
  return createFailure(problem, message, advice[problem]);
}

/** The error for a Redis that was away, or silent, for as long as a call waits. */
export function createUnreachableError(said: string | undefined): OrchestrationError {
  return createFailure(
    "unreachable",
    said ?? "it does not answer",
    `It was waited for ${maxWaitMs} ms. Start it, or look at the address; whether a write has taken place is not known.`,
  );
}

/** The error for an answer that this store's scripts cannot have given. */
export function createDamageError(error: unknown): OrchestrationError {
  return createFailure("damaged", `a record cannot be read: ${String(error)}`, advice.damaged);
}

function createFailure(problem: string, said: string, whatToDo: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.STORE_FAILED,
    `The store's Redis cannot be used (${said}). ${whatToDo}`,
    { details: { problem } },
  );
}
