import type { PlanStep } from "../plan/plan.ts";
import type { PlanProblem, PlanProblemCode } from "../plan/plan-problem.ts";
import { nearestName } from "@convoke/core";
import { findCycles } from "./find-cycles.ts";
import { sortSteps } from "./sort-steps.ts";
import { quote } from "../text/quote.ts";

/** What the checks look at. */
export type LinkedStep = Pick<PlanStep, "id" | "dependsOn">;

/** Above so many steps no near name is looked for: each search reads every id. */
const mostCompared = 200;

/** Makes an error. */
export function refuse(code: PlanProblemCode, message: string, stepId?: string): PlanProblem {
  return { code, severity: "error", ...(stepId === undefined ? {} : { stepId }), message };
}

/**
 * Everything that keeps steps from being put in order: ids that repeat, dependencies on themselves, on steps that do not
 * exist, and on one another. `ids` are those of all steps, where `steps` are not all.
 */
export function checkLinks(
  steps: readonly LinkedStep[],
  ids: readonly string[] = steps.map(({ id }) => id),
): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const [id, count] of counts) {
    if (count > 1)
      problems.push(
        refuse("duplicate-id", `${count} steps have the id ${quote(id)}: give each its own.`, id),
      );
  }
  const known: ReadonlyMap<string, number> = counts;
  for (const { id, dependsOn } of steps) {
    const bad = dependsOn.filter((dependency) => dependency === id || !known.has(dependency));
    for (const dependency of new Set(bad)) {
      if (dependency === id) {
        problems.push(refuse("self-dependency", `Step ${quote(id)} depends on itself: remove that.`, id));
      } else {
        const near = known.size <= mostCompared ? nearestName(dependency, known.keys()) : undefined;
        const hint = near === undefined || near === id ? "" : ` Did you mean ${quote(near)}?`;
        problems.push(
          refuse(
            "unknown-dependency",
            `Step ${quote(id)} depends on ${quote(dependency)}, which is no step of the plan.${hint}`,
            id,
          ),
        );
      }
    }
  }
  // sorting is several times faster than finding the knots
  for (const cycle of sortSteps(steps).stuck.length === 0 ? [] : findCycles(steps)) {
    problems.push(
      refuse(
        "cycle",
        `The steps ${listIds(cycle)} wait for one another: remove one of their dependencies.`,
        cycle[0],
      ),
    );
  }
  return problems;
}

const mostNamed = 8;

/** Quoted ids, the first of many. */
export function listIds(ids: readonly string[]): string {
  const named = ids.slice(0, mostNamed).map(quote).join(", ");
  return ids.length > mostNamed ? `${named} and ${ids.length - mostNamed} more` : named;
}
