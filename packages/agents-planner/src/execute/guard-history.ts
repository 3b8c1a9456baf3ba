import type { EstimateHistory } from "../estimates/estimate-history.ts";
import type { EstimateCorrection } from "../plan/plan.ts";

/** A history that never throws, and what it would have thrown. */
export interface GuardedHistory extends EstimateHistory {
  /** For a person: what could not be learnt or looked up; each cause once. */
  listProblems(): readonly string[];
}

const longestCause = 200;

/** What a history does must not cost an execution its results: it learns and answers as far as it can. */
export function guardHistory(history: EstimateHistory): GuardedHistory {
  const problems = new Set<string>();
  const note = (what: string, error: unknown): void => {
    const cause = error instanceof Error ? error.message : "it threw what is no error";
    problems.add(`The history ${what}: ${cause.slice(0, longestCause)}`);
  };
  return {
    record(observation) {
      try {
        const answer: unknown = history.record(observation);
        // One that writes to a disk may answer with a promise.
        if (answer instanceof Promise) answer.catch(() => {});
      } catch (error) {
        note("could not record what a step took", error);
      }
    },
    findCorrection(request): EstimateCorrection | undefined {
      try {
        return history.findCorrection(request);
      } catch (error) {
        note("could not be asked", error);
        return undefined;
      }
    },
    toJSON: () => history.toJSON(),
    listProblems: () => [...problems],
  };
}
