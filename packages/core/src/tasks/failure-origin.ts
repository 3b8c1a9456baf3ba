import { ErrorCode } from "../errors/error-code.ts";
import type { Task } from "./task.ts";

/** Where a chain of failures began: the failed task's name in its plan, and what it said. */
export interface FailureOrigin {
  readonly task: string;
  readonly error: string;
}

/** The codes of tasks that only pass a failure on. */
const passedOn: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.UNRESOLVED_REFERENCE,
  ErrorCode.DEPENDENCY_FAILED,
]);

/** Longer errors are cut where others quote them: each of a thousand tasks may. */
const longestQuote = 1_000;

/**
 * Where the failure of a task began: with a task that it waited for, or with itself.
 *
 * Tasks that only pass a failure on quote where it began, not one another: in a long chain the quotes of quotes
 * would grow with the square of its length.
 */
export function findOrigin(name: string, { failure, error, status }: Task): FailureOrigin {
  const origin =
    failure !== undefined && passedOn.has(failure.code) ? failure.details?.["origin"] : undefined;
  return isOrigin(origin) ? origin : { task: name, error: shorten(error ?? status) };
}

/** Agents throw errors with details of their own, under the same codes too. */
function isOrigin(value: unknown): value is FailureOrigin {
  const { task, error } =
    typeof value === "object" && value !== null ? (value as Partial<FailureOrigin>) : {};
  return typeof task === "string" && typeof error === "string";
}

function shorten(text: string): string {
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}…`;
}
