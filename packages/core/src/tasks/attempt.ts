import type { Amount } from "../budget/budget-limits.ts";
import type { AttemptHost, AttemptRequest, Ticket as BudgetTicket } from "../engines/engine.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import type { AgentQuery } from "../registry/agent-query.ts";
import { findAgents } from "../registry/find-agents.ts";
import type { RegisteredAgent } from "../registry/registered-agent.ts";
import type { Deadline } from "../runtime/deadlines.ts";
import type { Progress } from "./agent-context.ts";
import type { Ticket } from "./waiting-line.ts";
import { waitForAnswer } from "./answers.ts";
import { delegateChild } from "./delegate-child.ts";
import type { LiveTask } from "./live-task.ts";
import { reserveAmount, settleTicket } from "./spend.ts";
import { recallStep, rememberStep } from "./steps.ts";
import type { Task } from "./task.ts";
import type { TaskSpec } from "./task-spec.ts";

const nothing: readonly Task[] = [];

/** What few attempts need; made on first use, so that the others do not pay for it. */
export interface AttemptExtra {
  controller?: AbortController;
  /** Ends what its executor waits for when it is aborted. */
  rejecters?: Set<(reason: OrchestrationError) => void>;
  /** The end of its own time. */
  deadline?: Deadline;
  /** The end of the grace period of a stopped one. */
  grace?: Deadline;
  /** Open `delegate` and `waitFor` calls; while there are any, the attempt holds no slot. */
  openWaits?: number;
  /** Its place in the line for a slot after a wait, and what goes on once it has one. */
  reentry?: { readonly ticket: Ticket; readonly proceeds: (() => void)[] };
  /** Present when it was given up while its executor still runs: whether it holds a slot all the same. */
  abandoned?: { readonly holdsSlot: boolean };
}

/** One go of one agent at a task, and the orchestrator as that agent sees it. */
export class Attempt implements AttemptHost {
  readonly task: LiveTask;
  readonly agent: RegisteredAgent;
  /** 1 for the first attempt of this agent. */
  readonly number: number;
  readonly startedAt: number;
  /** Why it must end; set once. */
  reason: OrchestrationError | undefined = undefined;
  /** True when the executor has returned or was given up. */
  ended = false;
  holdsSlot = true;
  extra: AttemptExtra | undefined = undefined;

  constructor(task: LiveTask, agent: RegisteredAgent, startedAt: number) {
    this.task = task;
    this.agent = agent;
    this.number = task.failedAttempts + 1;
    this.startedAt = startedAt;
  }

  get signal(): AbortSignal {
    const extra = this.needed;
    if (extra.controller === undefined) {
      extra.controller = new AbortController();
      if (this.reason !== undefined) extra.controller.abort(this.reason);
    }
    return extra.controller.signal;
  }

  get needed(): AttemptExtra {
    return (this.extra ??= {});
  }

  get request(): AttemptRequest {
    const { record, spec } = this.task;
    return {
      taskId: record.taskId,
      agentType: record.agentType,
      agentName: this.agent.agent.name,
      capability: spec.capability,
      description: record.description,
      input: record.input,
      attempt: this.number,
      priority: record.priority,
    };
  }

  get previous(): readonly Task[] {
    return this.task.previous?.() ?? nothing;
  }

  report(progress: Progress): void {
    const { run, record } = this.task;
    const { events, runtime } = run.kernel;
    if (this.closed || !events.active) return;
    events.publish({
      type: "task-progress",
      runId: run.runId,
      taskId: record.taskId,
      at: runtime.now(),
      progress,
    });
  }

  delegate(spec: TaskSpec): Promise<Task> {
    return this.#refuse() ?? delegateChild(this, spec);
  }

  findAgents(query: AgentQuery): Promise<readonly AgentDescriptor[]> {
    const refusal = this.#refuse();
    if (refusal !== undefined) return refusal;
    try {
      return Promise.resolve(findAgents(this.task.run.kernel.registry, query));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  recall(key: string): Promise<{ readonly value: unknown } | undefined> {
    return this.#refuse() ?? recallStep(this.task, key);
  }

  remember(key: string, value: unknown): Promise<void> {
    return this.#refuse() ?? rememberStep(this.task, key, value);
  }

  waitFor(key: string): Promise<unknown> {
    return this.#refuse() ?? waitForAnswer(this, key);
  }

  reserve(amount: Amount): Promise<BudgetTicket> {
    return this.#refuse() ?? reserveAmount(this, amount);
  }

  /** Not refused after an abort: money that is gone has to be booked. */
  settle(ticket: BudgetTicket, actual: Amount): Promise<void> {
    return settleTicket(this, ticket, actual);
  }

  get closed(): boolean {
    return this.ended || this.reason !== undefined;
  }

  /** Tells the executor, and whatever it waits for, that it must end. */
  abort(reason: OrchestrationError): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    const { extra } = this;
    if (extra === undefined) return;
    const { rejecters, controller } = extra;
    extra.rejecters = undefined;
    if (rejecters !== undefined) for (const reject of rejecters) reject(reason);
    controller?.abort(reason);
  }

  /** A promise of this attempt's that is rejected when it is aborted. */
  abortable<Value>(
    start: (resolve: (value: Value) => void, reject: (error: unknown) => void) => void,
  ): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const rejecters = (this.needed.rejecters ??= new Set());
      rejecters.add(reject);
      start(
        (value) => {
          rejecters.delete(reject);
          resolve(value);
        },
        (error) => {
          rejecters.delete(reject);
          reject(error);
        },
      );
    });
  }

  /** Why its executor can start nothing any more; `undefined` while it can. */
  get refusal(): OrchestrationError | undefined {
    if (this.reason !== undefined || !this.ended) return this.reason;
    const message = `Task ${this.task.record.taskId} has ended: its executor can start nothing any more`;
    return new OrchestrationError(ErrorCode.CLOSED, message);
  }

  #refuse(): Promise<never> | undefined {
    const { refusal } = this;
    return refusal === undefined ? undefined : Promise.reject(refusal);
  }
}
