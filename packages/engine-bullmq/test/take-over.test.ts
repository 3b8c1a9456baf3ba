import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { keepTakingOver } from "../src/coordinator/take-over.ts";

/** Runs without an owner; `parked` are given back at once. */
function createOwnerless(count: number, parked = false) {
  const runs = Array.from({ length: count }, (_, index) => ({ runId: `r${index}` }));
  let turns = 0;
  return {
    turns: () => turns,
    left: () => runs.length,
    async resume({ limit = 0 } = {}) {
      turns++;
      return parked ? runs.slice(0, limit) : runs.splice(0, limit);
    },
  };
}

test("keepTakingOver lets turn follow turn while there are more runs", async () => {
  const runtime = createManualRuntime();
  const ownerless = createOwnerless(100);
  const stop = keepTakingOver(ownerless, runtime);
  await runtime.advance(1_000);
  expect(ownerless.left()).toBe(0);
  stop();
});

test("keepTakingOver does not run in circles over runs that are given back", async () => {
  const runtime = createManualRuntime();
  const ownerless = createOwnerless(100, true);
  const stop = keepTakingOver(ownerless, runtime);
  await runtime.advance(1_000);
  expect(ownerless.turns()).toBe(2);
  stop();
});
