import type { Agent, Runtime } from "@convoke/core";
import type { WorkerMessage } from "../../src/wire/messages.ts";
import type { Standing } from "../../src/worker/lives.ts";
import { createRemoteAttempt, type RemoteAttempt } from "../../src/worker/remote-attempt.ts";
import type { Slots } from "../../src/worker/slots.ts";

export interface LoneAttemptOptions {
  readonly executor: Agent["executor"];
  readonly delivery: number;
  readonly runtime: Runtime;
  readonly slots: Slots;
  readonly judge?: (coordinator: string, generation: number) => Standing;
  onMessage(message: WorkerMessage): unknown;
}

/** An attempt whose coordinator is the test; a later delivery asks whether it is wanted before it begins. */
export function createLoneAttempt(options: LoneAttemptOptions): RemoteAttempt {
  const { executor, delivery, runtime, slots, judge = () => "in-force", onMessage } = options;
  const names = { agentType: "any", agentName: "any", description: "Work" };
  return createRemoteAttempt({
    agent: { agentType: "any", name: "any", description: "Works.", capabilities: [], executor },
    job: {
      attemptId: "a1",
      coordinator: "c1",
      generation: 1,
      request: { ...names, taskId: "r1/t1", attempt: 1, input: undefined },
      previous: [],
    },
    delivery,
    isDoubtful: delivery > 1,
    workerId: "w1",
    slots,
    maxPayloadBytes: 1_000,
    runtime,
    judge,
    async send(_coordinator, message) {
      await onMessage(message);
      return undefined;
    },
    atEndOfTurn: (work) => queueMicrotask(work),
  });
}
