import { systemRuntime } from "@convoke/core";
import { describe } from "vitest";

/** The socket of the tests' own Redis. */
const socket = process.env.CONVOKE_TEST_REDIS;

/**
 * A `describe` that is skipped, visibly, where there is no Redis and none can be installed. Continuous integration never
 * skips: there the start of the tests fails without one.
 */
export const describeWithRedis = socket === undefined ? describe.skip : describe;

export const connection = socket ?? "";

/** A prefix of a test's own: tests share one server. */
export function createPrefix(): string {
  return `test-${systemRuntime.createId()}`;
}
