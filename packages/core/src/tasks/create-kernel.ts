import type { EventStream } from "../events/event-stream.ts";
import { createDefaultRouter } from "../registry/default-router.ts";
import type { Registry } from "../registry/registry.ts";
import type { Router } from "../registry/router.ts";
import { Deadlines } from "../runtime/deadlines.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { Admission } from "./admission.ts";
import { Counters } from "./counters.ts";
import { describeCancel } from "./describe-cancel.ts";
import { Dispatcher } from "./dispatcher.ts";
import { endAttempt } from "./end-attempt.ts";
import type { TaskKernel } from "./kernel.ts";
import { launchTask } from "./launch.ts";
import type { LiveTask } from "./live-task.ts";
import type { Missing } from "./missing.ts";
import { proceedTask } from "./proceed.ts";
import { RunIndex } from "./run-index.ts";
import type { RunState } from "./run-state.ts";
import { leaveSlot } from "./slots.ts";
import { StepClock } from "./step-clock.ts";
import { abortAttempt, stopTask } from "./stop.ts";

export interface KernelOptions {
  readonly runtime: Runtime;
  readonly registry: Registry;
  readonly router: Router | undefined;
  readonly events: EventStream;
  /** What the ids of its runs begin with. */
  readonly owner: string;
  readonly maxSettledTasks: number;
  /** Attempts that may run at once over all agents. */
  readonly concurrency: number;
  readonly gracePeriodMs: number;
  readonly maxDepth: number;
  /** Ends a run because a function of the caller's threw. */
  readonly onCrash: (run: RunState, error: unknown) => void;
  /** Puts a run aside that lacks what it needs here. */
  readonly onPark: (run: RunState, missing: Missing) => void;
}

/** Puts the steps of a task's life together; each of them is a file of its own. */
export function createKernel(options: KernelOptions): TaskKernel {
  const { runtime, registry, router, events, concurrency, gracePeriodMs, maxDepth } = options;
  const clock = new StepClock(runtime);
  const dispatcher = new Dispatcher<LiveTask>(clock, (task) => {
    try {
      proceedTask(kernel, task);
    } catch (error) {
      // One run that cannot go on must not hold up the others, nor keep a slot that it does not use.
      if (task.attempt !== undefined) leaveSlot(task.attempt);
      options.onCrash(task.run, error);
    }
  });
  const inStep = (work: () => void): void => {
    const outermost = dispatcher.enter();
    try {
      work();
    } finally {
      if (outermost) dispatcher.leave();
    }
  };
  const kernel: TaskKernel = {
    runtime,
    clock,
    registry,
    customRouter: router,
    defaultRouter: createDefaultRouter(runtime),
    admission: new Admission(concurrency),
    events,
    counters: new Counters(),
    index: new RunIndex(options.owner, options.maxSettledTasks),
    deadlines: new Deadlines(runtime),
    gracePeriodMs,
    maxDepth,
    launch: (task) => launchTask(kernel, task),
    resume: (task) => dispatcher.add(task),
    stop: (task, stop) => inStep(() => stopTask(kernel, task, stop)),
    cancel: (task, reason) => inStep(() => stopTask(kernel, task, describeCancel(reason))),
    endAttempt(attempt, ok, value) {
      const outermost = dispatcher.enter();
      try {
        endAttempt(kernel, attempt, ok, value);
      } catch (error) {
        options.onCrash(attempt.task.run, error);
      }
      if (outermost) dispatcher.leave();
    },
    abortAttempt: (attempt, reason) => inStep(() => abortAttempt(kernel, attempt, reason)),
    crash: (run, error) => options.onCrash(run, error),
    park: (run, missing) => options.onPark(run, missing),
    enterStep: () => dispatcher.enter(),
    leaveStep: () => dispatcher.leave(),
    inStep,
  };
  return kernel;
}
