import type { AgentState, Check, EnhancedResult, RunPlan } from "@convoke/enhanced-agent";
import type { TaskBrief } from "../../../api/task.ts";

/** How a turn stands; `lost`: its run is not kept any more. */
type TurnStatus = "sending" | "running" | "completed" | "failed" | "cancelled" | "lost";

/** A question of the run to a person. */
export interface WaitingQuestion {
  readonly taskId: string;
  readonly key: string;
  readonly action?: string;
  /** The action as it would be performed. */
  readonly shown?: string;
}

/** Something that did not go as it was meant to. */
export interface Note {
  readonly kind: "refused" | "problem" | "denied" | "late";
  readonly text: string;
}

/** How far a task says it is. */
export interface TaskProgress {
  /** 0 to 1. */
  readonly fraction?: number;
  readonly message?: string;
}

/** What is only known while it happens: it is not kept with the run, and its result says it all again. */
export interface Live {
  /** In the order in which they were entered. */
  readonly states: readonly AgentState[];
  readonly plan?: RunPlan;
  /** What the model wrote, by its replies. */
  readonly texts: readonly { readonly step: number; readonly text: string }[];
  readonly notes: readonly Note[];
  readonly checks: readonly Check[];
  readonly lesson?: string;
  readonly progress: Readonly<Record<string, TaskProgress>>;
  /** By task: the moment up to which its progress is known, and what was told in that very moment. */
  readonly heard: Readonly<Record<string, { readonly at: number; readonly said: readonly string[] }>>;
}

/** Why a turn brought no answer. */
export interface TurnFailure {
  readonly code: string;
  readonly message: string;
}

/** A message and what became of it. */
export interface Turn {
  /** Stays the same from the first moment; the run's id is known later. */
  readonly key: string;
  readonly runId: string | undefined;
  readonly prompt: string;
  readonly status: TurnStatus;
  /** Durable events up to this one are contained. */
  readonly cursor: number;
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  /** All tasks of the run in the order in which they were created, the main agent's first. */
  readonly tasks: readonly TaskBrief[];
  readonly waiting: readonly WaitingQuestion[];
  readonly live: Live;
  readonly result: EnhancedResult | undefined;
  readonly failure: TurnFailure | undefined;
}

export const nothingLive: Live = { states: [], texts: [], notes: [], checks: [], progress: {}, heard: {} };

/** A turn of which nothing is known but what was asked. */
export function createTurn(key: string, prompt: string, runId?: string): Turn {
  return {
    key,
    runId,
    prompt,
    status: runId === undefined ? "sending" : "running",
    cursor: 0,
    startedAt: undefined,
    finishedAt: undefined,
    tasks: [],
    waiting: [],
    live: nothingLive,
    result: undefined,
    failure: undefined,
  };
}

/** The main agent's task. */
export function rootOf({ tasks }: Pick<Turn, "tasks">): TaskBrief | undefined {
  return tasks.find(({ parentId }) => parentId === undefined);
}

/** Whether nothing more will come. */
export function isOver({ status }: Pick<Turn, "status">): boolean {
  return status !== "sending" && status !== "running";
}
