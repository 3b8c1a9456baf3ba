import type { Conductor } from "../conductor.ts";
import type { TaskFacts } from "../report/task-line.ts";

/** A task that a run is going to have. */
export type ExpectedTask = Pick<TaskFacts, "agentType" | "description"> & { readonly taskId: string };

/** A run whose tasks are shown as they happen. */
export interface FollowedRun {
  readonly runId: string;
  readonly tasks: readonly ExpectedTask[];
  /** Whether several of them run at once. */
  readonly isConcurrent: boolean;
  /** What a line says of its task in place of the description. */
  readonly describe?: (task: TaskFacts) => string;
}

/** Where the demonstration is shown: a terminal, a pipe, or nowhere. */
export interface View {
  /** Columns of a line. */
  readonly width: number;
  printHeading(heading: string, below: string): void;
  printLines(lines: readonly string[]): void;
  /** Shows one long step: `work` may tell how far it is, and says at the end what came of it. */
  showStep<Outcome>(
    title: string,
    work: (
      tell: (progress: string) => void,
    ) => Promise<{ readonly outcome: Outcome; readonly summary: string }>,
  ): Promise<Outcome>;
  /** Shows the tasks of a run, with their agents and times, while `work` executes it. */
  follow<Outcome>(
    orchestrator: Pick<Conductor, "subscribe">,
    run: FollowedRun,
    work: () => Promise<Outcome>,
  ): Promise<Outcome>;
}
