import { quote } from "../text/quote.ts";
import type { PlanProblem } from "./plan-problem.ts";
import type { ReportProblem } from "./problem-list.ts";
import type { PlanStep } from "./plan.ts";
import { listReferences } from "./step-references.ts";

const mostNamed = 3;

/** Everything that steps need and do not get: by name in `consumes`, by reference in `input`. */
export function checkInputs(
  steps: readonly PlanStep[],
  given: ReadonlySet<unknown>,
  ids: ReadonlySet<string>,
  reportProblem: ReportProblem,
): void {
  const producers = new Map<string, Set<string>>();
  for (const { id, produces } of steps) {
    for (const name of produces) {
      const sources = producers.get(name);
      if (sources === undefined) producers.set(name, new Set([id]));
      else sources.add(id);
    }
  }
  const optional = new Set(steps.filter((step) => step.optional === true).map((step) => step.id));
  for (const { id, consumes, dependsOn, input, ...step } of steps) {
    const dependencies = new Set(dependsOn);
    const report = (code: PlanProblem["code"], message: () => string): void =>
      reportProblem({ code, severity: "error", stepId: id }, message);
    /** Optional steps that this one cannot do without, and what it takes from them. */
    const relied = new Map<string, string>();
    for (const name of new Set(consumes)) {
      if (given.has(name)) continue;
      const sources = producers.get(name) ?? nobody;
      const found = findSources(sources, dependencies);
      if (found.length > 0) {
        if (found.every((source) => optional.has(source))) relied.set(found[0]!, quote(name));
      } else if (sources.size === 0) {
        report(
          "missing-input",
          () => `Step ${quote(id)} needs ${quote(name)}, which no step produces and nobody gave.`,
        );
      } else {
        report("unordered-input", () => {
          const others = sources.size > mostNamed ? ` or ${sources.size - mostNamed} others` : "";
          const makers = [...sources].slice(0, mostNamed).map(quote).join(" or ");
          return `Step ${quote(id)} needs ${quote(name)} but does not depend on ${makers}${others}, which makes it.`;
        });
      }
    }
    for (const source of listReferences(input)) {
      if (!dependencies.has(source)) {
        report(
          ids.has(source) ? "unordered-input" : "missing-input",
          () =>
            `The input of step ${quote(id)} refers to ${quote(source)}, ${ids.has(source) ? "on which it does not depend" : "which is no step of the plan"}.`,
        );
      } else if (optional.has(source)) relied.set(source, "the result");
    }
    if (step.optional === true) continue;
    for (const [source, what] of relied) {
      reportProblem(
        { code: "optional-input", severity: "warning", stepId: id },
        () =>
          `Step ${quote(id)} needs ${what} of the optional step ${quote(source)}: if that fails, executePlan runs ${quote(id)} without it. Where ${quote(id)} cannot do without, make both optional, or neither.`,
      );
    }
  }
}

const nobody: ReadonlySet<string> = new Set();

/** Of the steps that make something, those that are waited for; whichever set is smaller is gone through. */
function findSources(sources: ReadonlySet<string>, dependencies: ReadonlySet<string>): readonly string[] {
  if (sources.size === 0 || dependencies.size === 0) return [];
  const [small, large] =
    sources.size <= dependencies.size ? [sources, dependencies] : [dependencies, sources];
  return [...small].filter((id) => large.has(id));
}
