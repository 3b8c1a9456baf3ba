import { type Agent, ErrorCode, OrchestrationError } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import type { WorkerMessage } from "../../src/wire/messages.ts";
import { createRemoteAttempt } from "../../src/worker/remote-attempt.ts";
import { createSlots } from "../../src/worker/slots.ts";

/** An attempt that is asked about before it begins, and writes down what it says. */
function openAttempt(executor: Agent["executor"], onMessage: (message: WorkerMessage) => Promise<void>) {
  const runtime = createManualRuntime();
  const slots = createSlots(1, () => undefined);
  slots.tryTake();
  const attempt = createRemoteAttempt({
    agent: {
      agentType: "any",
      name: "any",
      description: "Counts.",
      version: "1.0.0",
      capabilities: [],
      executor,
    },
    job: {
      attemptId: "a1",
      coordinator: "c1",
      generation: 1,
      request: {
        taskId: "r1/t1",
        attempt: 1,
        agentType: "any",
        agentName: "any",
        description: "Count",
        input: undefined,
      },
      previous: [],
    },
    delivery: 2,
    isDoubtful: true,
    workerId: "w1",
    slots,
    maxPayloadBytes: 1_000,
    runtime,
    judge: () => "in-force",
    async send(_coordinator, message) {
      await onMessage(message);
      return undefined;
    },
    atEndOfTurn: (work) => queueMicrotask(work),
  });
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
