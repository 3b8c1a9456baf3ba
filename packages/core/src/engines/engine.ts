import type { Agent, TaskRequest } from "../registry/agent.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import type { AgentQuery } from "../registry/agent-query.ts";
import type { Amount } from "../budget/budget-limits.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { Progress } from "../tasks/agent-context.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";

/** What an attempt is about: plain data, made when read. */
export interface AttemptRequest extends TaskRequest {
  /** Of the task: the greater goes first where attempts wait; 0 when left out. */
  readonly priority?: number;
  readonly agentName: string;
  /** 1 for the first attempt of this agent. */
  readonly attempt: number;
}

/** Proof of a reservation; plain data that can be sent. */
export interface Ticket {
  readonly ticketId: string;
  readonly amount: Amount;
}

/**
 * The orchestrator as one attempt sees it: everything that crosses the border between the two.
 *
 * `AgentContext` is built on it by the same code in this process and in a worker.
 */
export interface AttemptHost {
  /** Aborts when the attempt must end. */
  readonly signal: AbortSignal;
  readonly request: AttemptRequest;
  /** The records of the earlier steps of a sequential run; made when read. */
  readonly previous: readonly Task[];
  report(progress: Progress): void;
  delegate(spec: TaskSpec): Promise<Task>;
  /** The agents that fit, in the order in which a task would prefer them. */
  findAgents(query: AgentQuery): Promise<readonly AgentDescriptor[]>;
  /** The value that was remembered under `key`, if any. */
  recall(key: string): Promise<{ readonly value: unknown } | undefined>;
  /** Resolves once the value is committed. */
  remember(key: string, value: unknown): Promise<void>;
  /** Resolves with the answer to `key`. */
  waitFor(key: string): Promise<unknown>;
  reserve(amount: Amount): Promise<Ticket>;
  settle(ticket: Ticket, actual: Amount): Promise<void>;
}

/** Where attempts run: in this process, in a worker, on another machine. */
export interface Engine {
  /** Attempts that may run at once over all agents; unlimited when left out. The orchestrator keeps to it. */
  readonly concurrency?: number;
  /**
   * Makes an agent runnable. The returned function runs one attempt: it returns (a promise of) the
   * result, and throws or rejects with the failure. Executors in this process get `runtime` in their context.
   */
  attach(agent: Agent | AgentDescriptor, runtime?: Runtime): (host: AttemptHost) => unknown;
  /**
   * Asked when nobody who is registered can take a task. A function: agents may still come. Then `again` is called once, later,
   * when some have come or are waited for no longer, and the task is routed anew; the function ends its wait before. A text: who
   * is there instead, and what to do, for whoever reads the failure. Left out, or without an answer, the task fails as it is.
   */
  whenAbsent?(again: () => void): (() => void) | string | undefined;
  /** Ends what the engine itself has started. */
  close(): Promise<void>;
}
