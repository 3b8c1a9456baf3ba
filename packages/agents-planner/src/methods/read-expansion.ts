import type { OrchestrationError } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { isCompound } from "./compound-step.ts";
import type { Expansion, Method } from "./method.ts";
import { createMethodError, guardMethod } from "./method-error.ts";

const nameLists = ["consumes", "produces", "dependsOn", "madeWith"] as const;

/** Steps that one goal may come to, those of all its parts counted. */
export const mostSteps = 10_000;

/** The error of a method that makes more steps than any plan may have. */
export function createTooManySteps(method: string, count: number): OrchestrationError {
  return createMethodError(
    `The planning method “${method}” makes ${count} steps of one goal, a plan takes ${mostSteps}: put what is alike into one step.`,
  );
}

/** What a method returned, its shape checked. Throws `agent_failed` and names the method. */
export function readExpansion(method: Method, goal: Goal, returned: unknown): Expansion {
  const steps = isObject(returned)
    ? guardMethod(method.name, "steps of subtasks", () => returned["steps"])
    : undefined;
  if (!Array.isArray(steps) || steps.length === 0) {
    throw createMethodError(
      `The planning method “${method.name}” returned no steps for “${goal.object}”: return { steps: [...] } with at least one.`,
    );
  }
  if (steps.length > mostSteps) throw createTooManySteps(method.name, steps.length);
  const problems = steps.map(findStepProblem);
  const index = problems.findIndex((problem) => problem !== undefined);
  if (index === -1) return checkParts(method, returned as Expansion);
  throw createMethodError(
    `The planning method “${method.name}” returned a step that cannot be used, number ${index + 1}: ${problems[index]}.`,
  );
}

function findStepProblem(step: unknown): string | undefined {
  if (!isObject(step)) return "it is no object";
  if (!isText(step["id"])) return "give it an id";
  const broken = nameLists.find((field) => step[field] !== undefined && !isListOfTexts(step[field]));
  if (broken !== undefined) return `${broken} must be a list of names`;
  if ("goal" in step) {
    return typeof step["goal"] === "string" || isObject(step["goal"])
      ? undefined
      : "its goal must be a text or a goal that was read";
  }
  return isText(step["description"]) ? undefined : "give it a description, or a goal to decompose";
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Two steps of one id are found when the plan is checked; the id of a part is gone by then. */
function checkParts(method: Method, expansion: Expansion): Expansion {
  const counts = new Map<string, number>();
  for (const { id } of expansion.steps) counts.set(id, (counts.get(id) ?? 0) + 1);
  const twice = expansion.steps.find((step) => isCompound(step) && (counts.get(step.id) ?? 0) > 1);
  if (twice === undefined) return expansion;
  throw createMethodError(
    `The planning method “${method.name}” returned two steps with the id “${twice.id}”: give each its own.`,
  );
}
