import { type Agent, ErrorCode, OrchestrationError } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import type { WorkerMessage } from "../../src/wire/messages.ts";
import { createSlots } from "../../src/worker/slots.ts";
import { createLoneAttempt } from "./lone-attempt.ts";

/** An attempt that asks whether it is wanted before it begins, in the only slot that there is. */
function openAttempt(executor: Agent["executor"], onMessage: (message: WorkerMessage) => Promise<void>) {
  const runtime = createManualRuntime();
  const slots = createSlots(1, () => undefined);
  slots.tryTake();
  const attempt = createLoneAttempt({ executor, delivery: 2, runtime, slots, onMessage });
  return { attempt, runtime, slots };
}

test("an attempt that waits long to hear that it is wanted gives its slot away, and takes one again before it begins", async () => {
  const calls: number[] = [];
  let freeAtWork = -1;
  const { attempt, runtime, slots } = openAttempt(
    () => {
      freeAtWork = slots.free;
    },
    async (message) => {
      if (message.kind === "call" && calls.push(message.call) > 1)
        attempt.answer(message.call, { ok: true }, 1);
    },
  );
  const done = attempt.run();
  await runtime.advance(999);
  expect([slots.free, attempt.holdsSlot]).toEqual([0, true]);
  await runtime.advance(1);
  expect([slots.free, attempt.holdsSlot]).toEqual([1, false]);
  // Somebody else has it meanwhile.
  slots.tryTake();
  attempt.answer(1, { ok: true }, 1);
  await runtime.advance(0);
  expect([calls, freeAtWork]).toEqual([[1], -1]);
  slots.release();
  await done;
  // Once it has a slot, it asks again.
  expect([calls, freeAtWork, attempt.holdsSlot]).toEqual([[1, 2], 0, true]);
});

test.each([
  ["again does not cut off what is to be booked", true],
  ["anew means that nobody answers any more", false],
])("an abort that is told %s", async (_, isAgain) => {
  let settled: Promise<unknown> | undefined;
  const { attempt } = openAttempt(
    async (_task, { budget }) => {
      const reservation = await budget.reserve({ tokens: 1 });
      attempt.abort(new OrchestrationError(ErrorCode.CANCELLED, "Enough."), false);
      settled = reservation.settle({ tokens: 1 });
      await settled;
    },
    async (message) => {
      if (message.kind !== "call") return;
      if (message.method === "settle") {
        attempt.abort(new OrchestrationError(ErrorCode.CANCELLED, "Enough."), isAgain);
        attempt.answer(message.call, { ok: true }, 1);
      } else attempt.answer(message.call, { ok: true, value: { amount: {} } }, 1);
    },
  );
  await attempt.run();
  if (isAgain) await expect(settled).resolves.toBe(undefined);
  else await expect(settled).rejects.toMatchObject({ code: ErrorCode.CANCELLED });
});
