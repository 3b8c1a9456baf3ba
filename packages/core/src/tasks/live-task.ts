import type { Budget } from "../budget/budget.ts";
import type { OpenedEnvelope } from "../budget/open-envelope.ts";
import type { OrchestrationError } from "../errors/orchestration-error.ts";
import type { RegisteredAgent } from "../registry/registered-agent.ts";
import type { Deadline } from "../runtime/deadlines.ts";
import type { Ticket } from "./waiting-line.ts";
import type { Attempt } from "./attempt.ts";
import type { ChildFamily } from "./child-family.ts";
import { stopFor } from "./failure.ts";
import type { RunState } from "./run-state.ts";
import type { Task, TaskFailure } from "./task.ts";
import type { TaskSpec } from "./task-spec.ts";

export type MutableTask = { -readonly [Field in keyof Task]: Task[Field] };

export type SettledListener = (task: Task, position: number, run: RunState) => void;

/** Why a task has to end before its executor is done. */
export interface TaskStop {
  readonly status: "failed" | "cancelled";
  readonly error: OrchestrationError;
  readonly failure: TaskFailure;
}

/** The outcome of an attempt that waits for children to end. */
export interface AttemptOutcome {
  readonly attempt: Attempt;
  readonly ok: boolean;
  readonly value: unknown;
}

/** Whoever has live tasks below it: a run or a task. An intrusive list, so that a task costs no entry of its own. */
export interface TaskOwner {
  firstChild: LiveTask | undefined;
  lastChild: LiveTask | undefined;
}

/** What few tasks need; made on first use, so that the others do not pay for it. */
export interface TaskExtra {
  /** Its place in the line for a slot. */
  ticket?: Ticket;
  /** The agent whose slot it was given while it waited in line. */
  admitted?: RegisteredAgent;
  /** True while its reservation is being committed. */
  reserving?: boolean;
  budget?: Budget;
  opened?: OpenedEnvelope;
  /** How many it has opened so far. */
  envelopes?: number;
  /** The last attempt whose costs are in the record while others may follow. */
  chargedAttempt?: Attempt;
  steps?: Map<string, unknown>;
  answers?: Map<string, unknown>;
  tickets?: number;
  family?: ChildFamily;
  fingerprint?: string;
  /** Total attempts of the parent when this child was asked for. */
  parentAttempt?: number;
  /** Ends the wait before the next attempt. */
  cancelRetry?: () => void;
  retryAt?: number;
  /** True until the attempt that a crash has cut off is repeated; it counts once. */
  interrupted?: boolean;
  forgetSignal?: () => void;
  deadline?: Deadline;
  budgetDeadline?: Deadline;
  /** Failed attempts of agents that have left or fallen silent since. */
  failedBy?: Map<RegisteredAgent, number>;
  /** The agents that have failed for good, each followed by a fallback. */
  tried?: Set<RegisteredAgent>;
  /** The failure to report when fallbacks cannot run either. */
  firstFailure?: TaskFailure;
  pendingEnd?: AttemptOutcome;
  /** A settled record of an earlier life of the run: handed on, not executed. */
  replay?: Task;
  /** What was wrong with the task before it could begin. */
  refusal?: TaskFailure;
  /** Present once it counts in the budgets above it: since this life of its run, or one before. */
  counted?: "now" | "before";
  /** Called when it has settled, for whoever has cancelled it. */
  whenSettled?: (() => void)[];
  waiters?: Map<string, ((value: unknown) => void)[]>;
}

/** A task between its creation and its end. The record is the public part; the rest is gone when it has settled. */
export class LiveTask implements TaskOwner {
  readonly run: RunState;
  readonly parent: LiveTask | undefined;
  readonly spec: TaskSpec;
  readonly record: MutableTask;
  readonly position: number;
  readonly onSettled: SettledListener;
  /** Counts tasks from the first on: the smaller is the older. */
  readonly age: number;
  agent: RegisteredAgent | undefined = undefined;
  agentIndex = 0;
  failedAttempts = 0;
  attempt: Attempt | undefined = undefined;
  stopped: TaskStop | undefined = undefined;
  /** The records of earlier steps; made when read. */
  previous: (() => readonly Task[]) | undefined = undefined;
  /** True once its outcome is decided: later outcomes are refused. */
  settled = false;
  extra: TaskExtra | undefined = undefined;
  firstChild: LiveTask | undefined = undefined;
  lastChild: LiveTask | undefined = undefined;
  previousSibling: LiveTask | undefined = undefined;
  nextSibling: LiveTask | undefined = undefined;

  constructor(
    run: RunState,
    parent: LiveTask | undefined,
    spec: TaskSpec,
    record: MutableTask,
    position: number,
    onSettled: SettledListener,
  ) {
    this.run = run;
    this.parent = parent;
    this.spec = spec;
    this.record = record;
    this.position = position;
    this.onSettled = onSettled;
    this.age = run.kernel.counters.total;
  }

  get owner(): TaskOwner {
    return this.parent ?? this.run;
  }

  /** True for a voter for whom a seat of a panel was named. */
  get isSeated(): boolean {
    return (
      this.run.strategy === "consensus" && this.parent === undefined && this.spec.agentName !== undefined
    );
  }

  /** How many tasks it is below, from 0. */
  get depth(): number {
    let depth = 0;
    for (let above = this.parent; above !== undefined; above = above.parent) depth++;
    return depth;
  }

  /** The nearest budget that covers the task. */
  get budget(): Budget | undefined {
    return this.extra?.budget ?? this.parent?.budget ?? this.run.budget;
  }

  get needed(): TaskExtra {
    return (this.extra ??= {});
  }

  /** Cancels the task and everything below it. */
  stop(error: OrchestrationError): void {
    this.run.kernel.stop(this, stopFor("cancelled", error));
  }
}

export function linkTask(owner: TaskOwner, task: LiveTask): void {
  task.previousSibling = owner.lastChild;
  if (owner.lastChild === undefined) owner.firstChild = task;
  else owner.lastChild.nextSibling = task;
  owner.lastChild = task;
}

export function unlinkTask(owner: TaskOwner, task: LiveTask): void {
  const { previousSibling, nextSibling } = task;
  if (previousSibling === undefined) owner.firstChild = nextSibling;
  else previousSibling.nextSibling = nextSibling;
  if (nextSibling === undefined) owner.lastChild = previousSibling;
  else nextSibling.previousSibling = previousSibling;
  task.previousSibling = task.nextSibling = undefined;
}

/** The live tasks below an owner, as they are now; the list may change while they are visited. */
export function liveChildren(owner: TaskOwner): LiveTask[] {
  const children: LiveTask[] = [];
  for (let child = owner.firstChild; child !== undefined; child = child.nextSibling) children.push(child);
  return children;
}
