import { type Agent, ErrorCode, OrchestrationError } from "@convoke/core";
import { createManualRuntime, type ManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import type { WorkerMessage } from "../../src/wire/messages.ts";
import type { Standing } from "../../src/worker/lives.ts";
import type { RemoteAttempt } from "../../src/worker/remote-attempt.ts";
import { createSlots } from "../../src/worker/slots.ts";
import { createLoneAttempt } from "./lone-attempt.ts";

interface Parts {
  readonly executor: Agent["executor"];
  readonly delivery: number;
  readonly runtime: ManualRuntime;
  readonly judge: (coordinator: string, generation: number) => Standing;
  onCall(attempt: RemoteAttempt, call: Extract<WorkerMessage, { kind: "call" }>): void | Promise<void>;
}

/** An attempt whose coordinator is the test; answers with what it has said. */
async function runAttempt({ executor, delivery, runtime, judge, onCall }: Parts): Promise<WorkerMessage[]> {
  const said: WorkerMessage[] = [];
  const attempt = createLoneAttempt({
    executor,
    delivery,
    runtime,
    slots: createSlots(1, () => undefined),
    judge,
    async onMessage(message) {
      said.push(message);
      if (message.kind === "call") await onCall(attempt, message);
    },
  });
  await attempt.run();
  return said;
}

test("an attempt that slept over the answer that it is wanted asks again before its executor begins", async () => {
  const runtime = createManualRuntime();
  let executions = 0;
  const said = await runAttempt({
    executor: () => ++executions,
    delivery: 2,
    runtime,
    judge: () => "in-force",
    async onCall(attempt, { call }) {
      if (call > 1) {
        attempt.abort(new OrchestrationError(ErrorCode.CLOSED, "Another delivery has done it."), false);
        return;
      }
      await runtime.advance(1_501);
      attempt.answer(call, { ok: true }, 1);
    },
  });
  expect(said.map(({ kind }) => kind)).toEqual(["started", "call", "call", "ended"]);
  expect(executions).toBe(0);
});

test("an attempt does no step on the word of a coordinator that may have lost the run since", async () => {
  let steps = 0;
  const said = await runAttempt({
    executor: (_, { step }) => step("one", async () => ++steps),
    delivery: 1,
    runtime: createManualRuntime(),
    judge: (_, generation) => (generation === 2 ? "in-force" : "over"),
    onCall(attempt, { call }) {
      // In its next life it has taken the run up again, and knows of the step.
      if (call === 1) attempt.answer(call, { ok: true }, 1);
      else attempt.answer(call, { ok: true, value: { value: "done elsewhere" } }, 2);
    },
  });
  expect(said.at(-1)).toMatchObject({ kind: "ended", outcome: { ok: true, value: "done elsewhere" } });
  expect(steps).toBe(0);
});
