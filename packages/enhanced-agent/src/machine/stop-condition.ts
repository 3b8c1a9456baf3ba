import type { EnhancedAgentErrorReason } from "../errors/enhanced-agent-error.ts";

/** When a run ends without an answer. */
export type StopCondition =
  /** Replies of the model. */
  | { readonly kind: "steps"; readonly most: number }
  /** Milliseconds since the run began. */
  | { readonly kind: "duration"; readonly mostMs: number }
  /** Replies in a row that brought nothing new. */
  | { readonly kind: "no-progress"; readonly most: number };

/** What stop conditions look at. */
export interface RunFacts {
  readonly steps: number;
  readonly elapsedMs: number;
  readonly stepsWithoutProgress: number;
}

/** Why a run has to stop now. */
export interface Stop {
  readonly reason: Extract<EnhancedAgentErrorReason, "steps_used_up" | "time_used_up" | "no_progress">;
  readonly message: string;
}

/** What holds when `stopWhen` is left out. */
export const defaultStopConditions: readonly StopCondition[] = [
  { kind: "steps", most: 24 },
  { kind: "no-progress", most: 4 },
];

/** The first condition that is met, as the reason of the end; `undefined` while the run may go on. */
export function findStop(conditions: readonly StopCondition[], facts: RunFacts): Stop | undefined {
  for (const condition of conditions) {
    const stop = check(condition, facts);
    if (stop !== undefined) return stop;
  }
  return undefined;
}

function check(condition: StopCondition, facts: RunFacts): Stop | undefined {
  const { steps, elapsedMs, stepsWithoutProgress } = facts;
  switch (condition.kind) {
    case "steps":
      return steps < condition.most
        ? undefined
        : {
            reason: "steps_used_up",
            message: `No answer after ${steps} replies of the model, the most that stopWhen allows`,
          };
    case "duration":
      return elapsedMs < condition.mostMs
        ? undefined
        : {
            reason: "time_used_up",
            message: `No answer within ${condition.mostMs} ms, the longest that stopWhen allows`,
          };
    case "no-progress":
      return stepsWithoutProgress < condition.most
        ? undefined
        : {
            reason: "no_progress",
            message: `${stepsWithoutProgress} replies of the model in a row brought nothing new`,
          };
  }
}

/** How many replies are left before a condition on steps ends the run; infinite when there is none. */
export function countStepsLeft(conditions: readonly StopCondition[], steps: number): number {
  return Math.min(
    ...conditions.map((condition) => (condition.kind === "steps" ? condition.most - steps : Infinity)),
  );
}
