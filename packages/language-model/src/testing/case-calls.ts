import assert from "node:assert/strict";
import { type ModelDelta, type ModelReply, type ModelRequest, OrchestrationError } from "@convoke/core";
import type { CaseRequest } from "./model-case.ts";

/** A whole request. */
export function completeRequest(
  request: CaseRequest,
  signal: AbortSignal = new AbortController().signal,
): ModelRequest {
  return { ...request, signal, purpose: "conformance" };
}

/** Everything that a stream says. */
export async function collect(stream: AsyncIterable<ModelDelta>): Promise<ModelDelta[]> {
  const deltas: ModelDelta[] = [];
  for await (const delta of stream) deltas.push(delta);
  return deltas;
}

/** The reply that a stream ends with. */
export function takeReply(deltas: readonly ModelDelta[]): ModelReply {
  const last = deltas.at(-1);
  assert.ok(
    last?.type === "finish",
    `a stream must end with its reply; it ended with ${JSON.stringify(last)}`,
  );
  return last.reply;
}

export function assertUsage({ usage }: ModelReply, { maxOutputTokens }: CaseRequest): void {
  for (const name of ["inputTokens", "outputTokens"] as const) {
    const count = usage?.[name];
    assert.ok(
      Number.isInteger(count) && count > 0,
      `usage.${name} must be a whole number above 0; it is ${count}`,
    );
  }
  assert.ok(
    usage.outputTokens <= maxOutputTokens,
    `a reply must not use more than maxOutputTokens ${maxOutputTokens}; it used ${usage.outputTokens}`,
  );
}

/** Waits for work to reject with this very reason. */
export async function assertRejectsWith(
  work: Promise<unknown>,
  reason: unknown,
  what: string,
): Promise<void> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  assert.ok("error" in outcome, `${what} must reject; it resolved with ${JSON.stringify(outcome)}`);
  assert.equal(
    outcome.error,
    reason,
    `${what} must reject with the reason of the signal, not with ${outcome.error}`,
  );
}

/** Waits for work to reject with an error of Convoke. */
export async function assertRefused(work: Promise<unknown>, what: string): Promise<void> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  assert.ok("error" in outcome, `${what} must be refused; it got ${JSON.stringify(outcome)}`);
  assert.ok(
    OrchestrationError.is(outcome.error),
    `${what} must be refused with a typed error, not with ${outcome.error}`,
  );
}
