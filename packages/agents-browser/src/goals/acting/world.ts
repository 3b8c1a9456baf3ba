import type { ActionContext } from "../../actions/action-context.ts";
import type { ActionRecord } from "../../actions/action-record.ts";
import type { ObservedElement } from "../../observe/observation.ts";
import type { Action } from "../../program/action.ts";
import type { GoalClause, GoalReading } from "../goal-reading.ts";
import type { Candidate } from "../ranking/candidate.ts";
import type { Scene } from "../scene/scene.ts";

/** What the clauses of one goal share while they are acted upon. */
export interface GoalWorld {
  readonly context: ActionContext;
  readonly reading: GoalReading;
  /** As the page was looked at last. */
  readonly scene: Scene;
  /** The clause that is being acted upon. */
  readonly clause: GoalClause;
  readonly memory: GoalMemory;
  /** Looks at the page anew; elements of earlier scenes are stale then. */
  look(): Promise<Scene>;
  /** When the last action was done, by the run's clock; `undefined` before the first. */
  readonly lastActedAt: number | undefined;
  /** Waits some milliseconds, then looks. */
  pause(milliseconds: number): Promise<Scene>;
  /** Does one action, tells of it, and looks at the page afterwards. */
  act(action: Action): Promise<Scene>;
  /** Counts and tells of something that was done past `act`. */
  tell(record: ActionRecord): void;
  targetOf(element: ObservedElement): { readonly ref: string; readonly snapshotId: string };
  /** Ends with `needs_model`, and what was seen. */
  refuse(message: string, candidates?: readonly Candidate[]): never;
}

/** What later clauses may mean by "it" and "there". */
export interface GoalMemory {
  /** What the goal has been looking at: the text that names it. */
  place: string | undefined;
  /** A text that was read from the page, or computed. */
  text: string | undefined;
  /** Expansions that were tried, by their key, and how often. */
  readonly tried: Map<string, number>;
  /** The control that the clause before pressed as a part of what it means; one that only says so is done then. */
  pressed: string | undefined;
  /** The field that was filled last: what is handed in then is its form. */
  field: ObservedElement | undefined;
  /** What the goal asked for. */
  answer: string | undefined;
}
