import type { PlanProblem, PlanProblemCode } from "./plan-problem.ts";

/** Of each kind, so that thousands of one do not hide the only one of another. */
const mostOfAKind = 25;

/** Errors first; of each code the first ones, the last of which says how many more there are. */
export function limitProblems(problems: readonly PlanProblem[]): PlanProblem[] {
  const totals = new Map<PlanProblemCode, number>();
  for (const { code } of problems) totals.set(code, (totals.get(code) ?? 0) + 1);
  const counts = new Map<PlanProblemCode, number>();
  const listed = problems.flatMap((problem) => {
    const count = (counts.get(problem.code) ?? 0) + 1;
    counts.set(problem.code, count);
    if (count > mostOfAKind) return [];
    const omitted = (totals.get(problem.code) ?? 0) - mostOfAKind;
    if (count < mostOfAKind || omitted <= 0) return [problem];
    return [{ ...problem, omitted, message: `${problem.message} And ${omitted} more of this kind.` }];
  });
  return [
    ...listed.filter(({ severity }) => severity === "error"),
    ...listed.filter(({ severity }) => severity === "warning"),
  ];
}
