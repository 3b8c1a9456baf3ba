import type { Problem } from "../api/problem.ts";

/** Why events cannot be followed: what a server refused, or how a stream of it broke. */
export class FollowError extends Error {
  /** The HTTP status of a refusal. */
  readonly status: number | undefined;
  /** The refusal in the server's own words. */
  readonly problem: Problem | undefined;
  /** How long the server asks to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    given: { readonly status?: number; readonly problem?: Problem; readonly retryAfterMs?: number } = {},
  ) {
    super(message);
    this.name = "FollowError";
    this.status = given.status;
    this.problem = given.problem;
    this.retryAfterMs = given.retryAfterMs;
  }

  /** True when trying again cannot help: the request itself is refused. */
  get isFinal(): boolean {
    const { status } = this;
    if (status === undefined) return false;
    return status < 500 && status !== 408 && status !== 425 && status !== 429;
  }
}
