import type { Writes } from "../stores/task-store.ts";
import { emitEvent } from "./emit-event.ts";
import type { RunState } from "./run-state.ts";
import { settleLeftTasks } from "./settle-left.ts";

type End = NonNullable<Writes["run"]>;
type EndStatus = "completed" | "failed" | "cancelled";

/** Puts the end of a durable run into its journal, to be committed with what was put before. */
export function writeEnd(run: RunState, status: EndStatus): void {
  settleLeftTasks(run);
  emitEvent(run, () => ({ type: "run-settled", status }));
  run.journal?.putEnd(describeEnd(run, status));
}

/** What is stored of the end: with the reason of a stop, so that whoever asks later is told the same. */
function describeEnd({ kernel, stopped }: RunState, status: EndStatus): End {
  const finishedAt = kernel.clock.now();
  if (stopped === undefined) return { status, finishedAt };
  const { code, message } = stopped.error;
  return { status, finishedAt, stop: { code, message } };
}
