import assert from "node:assert/strict";
import { OrchestrationError, type ErrorCode } from "@convoke/core";

/** Waits for `work` to reject with an `OrchestrationError` of this code, and returns the error. */
export async function assertRejects(
  work: () => Promise<unknown>,
  code: ErrorCode,
  what: string,
): Promise<OrchestrationError> {
  let outcome: unknown;
  try {
    outcome = await work();
  } catch (error) {
    assert.ok(
      OrchestrationError.is(error),
      `${what} must reject with an OrchestrationError, not with ${String(error)}`,
    );
    assert.equal(error.code, code, `${what} must reject with ${code}; the message was: ${error.message}`);
    return error;
  }
  assert.fail(`${what} must reject with ${code}; it resolved with ${JSON.stringify(outcome)}`);
}
