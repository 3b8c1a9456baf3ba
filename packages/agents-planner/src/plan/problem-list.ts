import type { PlanProblem, PlanProblemCode } from "./plan-problem.ts";

/** Of each kind, so that thousands of one do not hide the only one of another. */
const mostOfAKind = 25;

/** A problem whose sentence is written only when it is listed. */
export type ReportProblem = (problem: Omit<PlanProblem, "message">, message: () => string) => void;

/** Problems of a plan, as many as are listed. */
export interface ProblemList {
  readonly report: ReportProblem;
  addAll(problems: readonly PlanProblem[]): void;
  /** Errors first; of each code the first ones, the last of which says how many more there are. */
  list(): PlanProblem[];
}

/** Makes an empty list. */
export function createProblemList(): ProblemList {
  const counts = new Map<PlanProblemCode, number>();
  const listed: PlanProblem[] = [];
  const count = (code: PlanProblemCode): number => {
    const counted = (counts.get(code) ?? 0) + 1;
    counts.set(code, counted);
    return counted;
  };
  return {
    report(problem, message) {
      if (count(problem.code) <= mostOfAKind) listed.push({ ...problem, message: message() });
    },
    addAll(problems) {
      for (const problem of problems) if (count(problem.code) <= mostOfAKind) listed.push(problem);
    },
    list() {
      const seen = new Map<PlanProblemCode, number>();
      const whole = listed.map((problem) => {
        const place = (seen.get(problem.code) ?? 0) + 1;
        seen.set(problem.code, place);
        const omitted = (counts.get(problem.code) ?? 0) - mostOfAKind;
        if (place < mostOfAKind || omitted <= 0) return problem;
        return { ...problem, omitted, message: `${problem.message} And ${omitted} more of this kind.` };
      });
      return [
        ...whole.filter(({ severity }) => severity === "error"),
        ...whole.filter(({ severity }) => severity === "warning"),
      ];
    },
  };
}
