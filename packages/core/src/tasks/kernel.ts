import type { OrchestrationError } from "../errors/orchestration-error.ts";
import type { EventStream } from "../events/event-stream.ts";
import type { Registry } from "../registry/registry.ts";
import type { Router } from "../registry/router.ts";
import type { Deadlines } from "../runtime/deadlines.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { Admission } from "./admission.ts";
import type { Attempt } from "./attempt.ts";
import type { Counters } from "./counters.ts";
import type { LiveTask, TaskStop } from "./live-task.ts";
import type { Missing } from "./missing.ts";
import type { RunIndex } from "./run-index.ts";
import type { RunState } from "./run-state.ts";
import type { StepClock } from "./step-clock.ts";

/** What the life of a task needs: the collaborators, and the few steps that refer back to one another. */
export interface TaskKernel {
  readonly runtime: Runtime;
  readonly clock: StepClock;
  readonly registry: Registry;
  /** `undefined` for the default one, which a lone candidate need not ask. */
  readonly customRouter: Router | undefined;
  readonly defaultRouter: Router;
  readonly admission: Admission;
  readonly events: EventStream;
  readonly counters: Counters;
  readonly index: RunIndex;
  readonly deadlines: Deadlines;
  readonly gracePeriodMs: number;
  readonly maxDepth: number;
  /** Begins a task's life: create, record, queue. */
  launch(task: LiveTask): void;
  /** Goes on with a task that is ready to be routed and admitted. */
  resume(task: LiveTask): void;
  /** Ends a task before its executor is done. */
  stop(task: LiveTask, stop: TaskStop): void;
  cancel(task: LiveTask, reason: string): void;
  /** Takes the outcome of an attempt, at once or late. */
  endAttempt(attempt: Attempt, ok: boolean, value: unknown): void;
  /** Gives up an attempt that ran out of its own time. */
  abortAttempt(attempt: Attempt, reason: OrchestrationError): void;
  /** Ends a run because a function of the caller's threw. */
  crash(run: RunState, error: unknown): void;
  /** Puts a run aside that lacks what it needs here. */
  park(run: RunState, missing: Missing): void;
  /** Begins a step by hand; true for the outermost, which has to `leaveStep`. */
  enterStep(): boolean;
  leaveStep(): void;
  /** Runs `work` so that tasks which become ready in it start after it. */
  inStep(work: () => void): void;
}
