import { estimatePlan } from "./estimate-plan.ts";
import { findCycles } from "./find-cycles.ts";
import { type Plan, type PlanStep, planSchema, planStepSchema } from "./plan.ts";
import { listReferences } from "./step-references.ts";

/** What can be wrong with a plan. */
export type PlanProblemCode =
  | "bad-shape"
  | "bad-id"
  | "bad-estimate"
  | "duplicate-id"
  | "missing-agent"
  | "self-dependency"
  | "unknown-dependency"
  | "cycle"
  | "missing-input"
  | "unordered-input"
  | "wrong-estimate";

/** One thing that is wrong with a plan: a code for programs, a sentence for people. */
export interface PlanProblem {
  readonly code: PlanProblemCode;
  /** The step concerned; missing when it is the whole plan. */
  readonly stepId?: string;
  readonly message: string;
}

/**
 * Lists everything that is wrong with a plan; an empty list means that it can run.
 *
 * Takes any value. Steps whose shape is wrong are reported and left out of the further checks, but still count as known.
 *
 * @example
 * validatePlan(plan).map((problem) => problem.message);
 */
export function validatePlan(value: unknown): PlanProblem[] {
  const parsed = planSchema.safeParse(value);
  const problems: PlanProblem[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => describeIssue(issue, value));
  const rawSteps: readonly unknown[] = isObject(value) && Array.isArray(value["steps"]) ? value["steps"] : [];
  const steps = parsed.success ? parsed.data.steps : rawSteps.flatMap(parseStep);
  const ids = new Set(rawSteps.map(readId).filter((id) => id !== undefined));
  const given =
    isObject(value) && Array.isArray(value["given"]) ? new Set<unknown>(value["given"]) : new Set();
  problems.push(...checkIds(steps), ...checkDependencies(steps, ids), ...checkInputs(steps, given));
  for (const cycle of findCycles(steps)) {
    problems.push({
      code: "cycle",
      message: `The steps ${cycle.map(quote).join(", ")} wait for one another: remove one of their dependencies.`,
    });
  }
  if (parsed.success && problems.length === 0) problems.push(...checkEstimate(parsed.data));
  return problems;
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

function describeIssue(issue: Issue, value: unknown): PlanProblem {
  const place = issue.path.map(String).join(".") || "the plan";
  const field = issue.path.at(-1);
  const isEstimate = issue.path[0] === "estimate" || field === "estimatedTime" || field === "costEstimate";
  const rawSteps = isObject(value) ? value["steps"] : undefined;
  const index = issue.path[0] === "steps" ? issue.path[1] : undefined;
  const stepId = Array.isArray(rawSteps) && typeof index === "number" ? readId(rawSteps[index]) : undefined;
  const advice = isEstimate ? " Give a finite number that is not negative." : "";
  return {
    code: isEstimate ? "bad-estimate" : "bad-shape",
    ...(stepId === undefined ? {} : { stepId }),
    message: `${place}${stepId === undefined ? "" : ` (step ${quote(stepId)})`}: ${issue.message}.${advice}`,
  };
}

function parseStep(value: unknown): PlanStep[] {
  const parsed = planStepSchema.safeParse(value);
  return parsed.success ? [parsed.data] : [];
}

function checkIds(steps: readonly PlanStep[]): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const counts = new Map<string, number>();
  for (const step of steps) counts.set(step.id, (counts.get(step.id) ?? 0) + 1);
  for (const [id, count] of counts) {
    if (count > 1)
      problems.push({
        code: "duplicate-id",
        stepId: id,
        message: `${count} steps have the id ${quote(id)}: give each its own.`,
      });
    if (id.includes("/"))
      problems.push({
        code: "bad-id",
        stepId: id,
        message: `The id ${quote(id)} contains “/”, which separates task keys: use “-”.`,
      });
  }
  for (const { id, agentType, capability } of steps) {
    if (agentType !== undefined || capability !== undefined) continue;
    problems.push({
      code: "missing-agent",
      stepId: id,
      message: `Step ${quote(id)} says neither agentType nor capability: nobody can do it.`,
    });
  }
  return problems;
}

function checkDependencies(steps: readonly PlanStep[], ids: ReadonlySet<string>): PlanProblem[] {
  const problems: PlanProblem[] = [];
  for (const { id, dependsOn } of steps) {
    for (const dependency of new Set(dependsOn)) {
      if (dependency === id) {
        problems.push({
          code: "self-dependency",
          stepId: id,
          message: `Step ${quote(id)} depends on itself: remove that.`,
        });
      } else if (!ids.has(dependency)) {
        problems.push({
          code: "unknown-dependency",
          stepId: id,
          message: `Step ${quote(id)} depends on ${quote(dependency)}, which is no step of the plan.`,
        });
      }
    }
  }
  return problems;
}

function checkInputs(steps: readonly PlanStep[], given: ReadonlySet<unknown>): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const producers = new Map<string, string[]>();
  for (const { id, produces } of steps) {
    for (const name of produces) {
      const sources = producers.get(name);
      if (sources === undefined) producers.set(name, [id]);
      else sources.push(id);
    }
  }
  const ids = new Set(steps.map((step) => step.id));
  for (const { id, consumes, dependsOn, input } of steps) {
    const dependencies = new Set(dependsOn);
    for (const name of new Set(consumes)) {
      const sources = producers.get(name) ?? [];
      if (given.has(name) || sources.some((source) => dependencies.has(source))) continue;
      problems.push(
        sources.length === 0
          ? {
              code: "missing-input",
              stepId: id,
              message: `Step ${quote(id)} needs ${quote(name)}, which no step produces and nobody gave.`,
            }
          : {
              code: "unordered-input",
              stepId: id,
              message: `Step ${quote(id)} needs ${quote(name)} but does not depend on ${sources.map(quote).join(" or ")}, which makes it.`,
            },
      );
    }
    for (const source of listReferences(input)) {
      if (dependencies.has(source)) continue;
      problems.push(
        ids.has(source)
          ? {
              code: "unordered-input",
              stepId: id,
              message: `The input of step ${quote(id)} refers to ${quote(source)}, on which it does not depend.`,
            }
          : {
              code: "missing-input",
              stepId: id,
              message: `The input of step ${quote(id)} refers to ${quote(source)}, which is no step of the plan.`,
            },
      );
    }
  }
  return problems;
}

function checkEstimate(plan: Plan): PlanProblem[] {
  const actual = estimatePlan(plan.steps);
  const wrong = (["seconds", "makespanSeconds", "costUsd"] as const).filter(
    (field) => Math.abs(actual[field] - plan.estimate[field]) > 1e-6 * Math.max(1, actual[field]),
  );
  return wrong.map((field) => ({
    code: "wrong-estimate",
    message: `estimate.${field} is ${plan.estimate[field]}, but the steps give ${actual[field]}: call estimatePlan again.`,
  }));
}

function readId(step: unknown): string | undefined {
  return isObject(step) && typeof step["id"] === "string" ? step["id"] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function quote(text: string): string {
  return `“${text}”`;
}
