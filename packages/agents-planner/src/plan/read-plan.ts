import { z } from "zod";
import { mostSteps } from "../schedule/read-steps.ts";
import { refuse } from "../schedule/step-problems.ts";
import { quote } from "../text/quote.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { type Plan, planSchema, type PlanStep, planStepSchema } from "./plan.ts";

/** What could be read of a value that shall be a plan. */
export interface PlanReading {
  /** Missing when something is wrong with the plan's shape. */
  readonly plan?: Plan;
  /** The steps whose shape is right. */
  readonly steps: readonly PlanStep[];
  /** Ids of all steps, also of the others. */
  readonly ids: readonly string[];
  readonly given: ReadonlySet<unknown>;
  readonly problems: readonly PlanProblem[];
}

/** Entries of all lists of a plan together: who has more has a mistake, and no check would come to an end. */
const mostEntries = 3_000_000;

const headSchema = planSchema.unwrap().extend({ steps: z.array(z.unknown()).min(1) });
const listsOfPlan = ["given", "steps", "methods", "assumptions", "risks"] as const;
const listsOfStep = ["dependsOn", "produces", "consumes"] as const;

/** Reads any value, each part once. Never throws: what cannot be read, or is too large to be read, is a problem. */
export function readPlan(value: unknown): PlanReading {
  try {
    const oversize = measureLists(value);
    if (oversize !== undefined) return readNothing(oversize);
    return readParts(value);
  } catch {
    return readNothing("the plan: reading it throws. Pass plain data.");
  }
}

function readNothing(message: string): PlanReading {
  return { steps: [], ids: [], given: new Set(), problems: [refuse("bad-shape", message)] };
}

function measureLists(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const { estimate, steps } = value;
  const path: unknown = isObject(estimate) ? estimate["criticalPath"] : undefined;
  const lists = [
    ...listsOfPlan.map((name) => [name, value[name]] as const),
    ["estimate.criticalPath", path] as const,
  ];
  for (const [name, list] of lists) {
    if (Array.isArray(list) && list.length > mostSteps)
      return `${name} has ${list.length} entries, and ${mostSteps} at most can be looked at. Make several plans of it.`;
  }
  let entries = 0;
  for (const [index, step] of Array.isArray(steps) ? steps.entries() : []) {
    if (!isReadable(step)) continue;
    for (const name of listsOfStep) {
      const list = step[name];
      if (!Array.isArray(list)) continue;
      if (list.length > mostSteps)
        return `steps.${index}.${name} has ${list.length} entries, and ${mostSteps} at most can be looked at.`;
      entries += list.length;
    }
  }
  return entries <= mostEntries
    ? undefined
    : `The lists of the steps have ${entries} entries together, and ${mostEntries} at most can be looked at.`;
}

/** Whether the lists of a step can be looked at; what throws is reported when the step is read. */
function isReadable(step: unknown): step is Record<string, unknown> {
  try {
    return (
      isObject(step) && listsOfStep.every((name) => !Array.isArray(step[name]) || step[name].length >= 0)
    );
  } catch {
    return false;
  }
}

function readParts(value: unknown): PlanReading {
  const head = headSchema.safeParse(value);
  const raw: unknown = isObject(value) ? value["steps"] : undefined;
  const rawSteps: readonly unknown[] = Array.isArray(raw) ? Array.from(raw as readonly unknown[]) : [];
  const rawGiven: unknown = isObject(value) ? value["given"] : undefined;
  const steps: PlanStep[] = [];
  const ids: string[] = [];
  const problems = head.success
    ? []
    : head.error.issues.map((issue) => describeIssue(issue.path, issue.message));
  for (const [index, step] of rawSteps.entries()) {
    try {
      const id = readId(step);
      if (id !== undefined) ids.push(id);
      const parsed = planStepSchema.safeParse(step);
      if (parsed.success) steps.push(parsed.data);
      else
        for (const { path, message } of parsed.error.issues)
          problems.push(describeIssue(["steps", index, ...path], message, id));
    } catch {
      problems.push(describeIssue(["steps", index], "reading it throws"));
    }
  }
  const isWhole = head.success && steps.length === rawSteps.length;
  return {
    ...(isWhole && { plan: { ...head.data, steps } }),
    steps,
    ids,
    given: new Set<unknown>(Array.isArray(rawGiven) ? rawGiven : []),
    problems,
  };
}

function describeIssue(path: readonly PropertyKey[], message: string, stepId?: string): PlanProblem {
  const place = path.map(String).join(".") || "the plan";
  const field = path.at(-1);
  const isEstimate = path[0] === "estimate" || field === "estimatedTime" || field === "costEstimate";
  const isId = path[0] === "steps" && path.length === 3 && field === "id" && stepId === "";
  const advice = isEstimate ? " Give a finite number that is not negative." : "";
  return refuse(
    isEstimate ? "bad-estimate" : isId ? "bad-id" : "bad-shape",
    `${place}${stepId === undefined ? "" : ` (step ${quote(stepId)})`}: ${message}.${advice}`,
    stepId,
  );
}

function readId(step: unknown): string | undefined {
  return isObject(step) && typeof step["id"] === "string" ? step["id"] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
