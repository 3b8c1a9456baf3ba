import { ErrorCode, OrchestrationError } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import type { WorkerMessage } from "../../src/wire/messages.ts";
import { createRemoteAttempt } from "../../src/worker/remote-attempt.ts";
import { createSlots } from "../../src/worker/slots.ts";

test("an attempt that slept over the answer that it is wanted asks again before its executor begins", async () => {
  const runtime = createManualRuntime();
  const said: WorkerMessage[] = [];
  let executions = 0;
  const attempt = createRemoteAttempt({
    agent: {
      agentType: "any",
      name: "any",
      description: "Counts.",
      version: "1.0.0",
      capabilities: [],
      executor: () => ++executions,
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
    slots: createSlots(1, () => undefined),
    maxPayloadBytes: 1_000,
    runtime,
    judge: () => "in-force",
    async send(_coordinator, message) {
      said.push(message);
      if (message.kind !== "call") return undefined;
      if (message.call > 1) {
        attempt.abort(new OrchestrationError(ErrorCode.CLOSED, "Another delivery has done it."), false);
        return undefined;
      }
      await runtime.advance(1_501);
      attempt.answer(message.call, { ok: true }, 1);
      return undefined;
    },
    atEndOfTurn: (work) => queueMicrotask(work),
  });
  await attempt.run();
  expect(said.map(({ kind }) => kind)).toEqual(["started", "call", "call", "ended"]);
  expect(executions).toBe(0);
});
