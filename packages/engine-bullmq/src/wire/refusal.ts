import { ErrorCode, OrchestrationError } from "@convoke/core";

/** What Redis answers thus now, it may not answer in a moment: it is full, starting, or about to become the primary. */
const passing = /^(LOADING|BUSY|MASTERDOWN|TRYAGAIN|OOM|MISCONF|NOREPLICAS|READONLY|CLUSTERDOWN)\b/;

/** Something that Redis itself has said, and will say again: asking once more changes nothing. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === "ReplyError" && !passing.test(error.message);
}

/** `store_failed` for a message between a worker and a coordinator that Redis refuses for good; nothing for one that a closed connection has lost. */
export function explainRefusal(error: unknown): OrchestrationError | undefined {
  if (!isRefusal(error)) return undefined;
  return new OrchestrationError(
    ErrorCode.STORE_FAILED,
    `Redis refuses what workers and coordinators tell each other (${error.message}). ` +
      "Look at the permissions of the connection, and whether something else uses keys with this prefix.",
    { details: { problem: "refused" } },
  );
}
