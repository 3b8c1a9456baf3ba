import type { Progress } from "../tasks/agent-context.ts";
import type { Task, TaskFailure } from "../tasks/task.ts";

/** What every durable event carries. */
export interface EventHeader {
  readonly runId: string;
  /** Counts the durable events of the run from 1. */
  readonly sequence: number;
  /** Counts all durable events of the store (without a store: of the orchestrator) from 1. */
  readonly cursor: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

/** What happens after a failed attempt. */
export type AttemptSequel = "retry" | "fallback" | "end";

/** The events that are kept with the run they belong to. */
export type DurableEvent = EventHeader &
  (
    | { readonly type: "run-started"; readonly strategy: string }
    | { readonly type: "run-settled"; readonly status: "completed" | "failed" | "cancelled" }
    | {
        /** It waits, without an owner, until what is missing is registered where somebody takes it up. */
        readonly type: "run-parked";
        readonly failure: TaskFailure;
      }
    | { readonly type: "task-created"; readonly task: Task }
    | { readonly type: "task-started"; readonly task: Task; readonly attempt: number }
    | {
        readonly type: "task-waiting";
        readonly taskId: string;
        readonly key: string;
        /**
         * Of a run that was taken up: other attempts of it were at work at that moment. That it has come to this wait once
         * more then says nothing about whether it gets any further.
         */
        readonly besideWork?: true;
      }
    | { readonly type: "task-answered"; readonly taskId: string; readonly key: string }
    | {
        readonly type: "attempt-failed";
        readonly taskId: string;
        readonly agentType: string;
        readonly agentName: string;
        readonly attempt: number;
        readonly failure: TaskFailure;
        readonly sequel: AttemptSequel;
        /** Milliseconds until the next attempt of the same agent. */
        readonly delayMs: number;
      }
    | { readonly type: "task-settled"; readonly task: Task }
    | { readonly type: "late-result-refused"; readonly taskId: string; readonly agentName: string }
  );

/** The events that are only delivered, never kept. */
export type EphemeralEvent =
  | {
      readonly type: "task-progress";
      readonly runId: string;
      readonly taskId: string;
      readonly at: number;
      readonly progress: Progress;
    }
  | {
      /**
       * The last of a durable run here: its store takes nothing more from this orchestrator, since another one owns it
       * (`lease_lost`), or since it cannot be written, or read (`store_failed`). How it goes on, the store knows.
       */
      readonly type: "run-lost";
      readonly runId: string;
      readonly at: number;
      readonly failure: TaskFailure;
    }
  | {
      /** Stands where a slow subscriber missed events; `from` and `to` are cursors. */
      readonly type: "events-dropped";
      readonly runId: string;
      readonly at: number;
      readonly from: number;
      readonly to: number;
      readonly count: number;
    };

/** Everything that subscribers can be told. */
export type OrchestrationEvent = DurableEvent | EphemeralEvent;

type WithoutHeader<Event> = Event extends unknown ? Omit<Event, keyof EventHeader> : never;

/** A durable event before it has its place in the run and the store. */
export type EventBody = WithoutHeader<DurableEvent>;
