import { nearestName } from "@convoke/core";
import { intentOfVerb } from "../goal/verbs.ts";
import { patternParts } from "./goal-pattern.ts";

const methodFields = ["name", "description", "goal", "preconditions", "takesClauses", "subtasks"] as const;
const preconditionFields = ["description", "holds"] as const;
const knownIntents: ReadonlySet<unknown> = new Set([...intentOfVerb.values(), "other"]);

/** What is wrong with a method's definition, as a clause; `undefined` when nothing is. */
export function findMethodProblem(method: unknown): string | undefined {
  if (!isObject(method)) return "it must be an object with name, description, goal and subtasks";
  if (!isText(method["name"])) return "give it a name that is not empty";
  const name = `“${method["name"]}”`;
  const unknown = findUnknown(method, methodFields);
  if (unknown !== undefined) return `${name} has ${unknown}`;
  if (!isText(method["description"])) return `${name} has no description: say in a sentence what it is for`;
  if (typeof method["subtasks"] !== "function")
    return `${name} needs a function subtasks(goal, library) that returns { steps }`;
  if (!["boolean", "undefined"].includes(typeof method["takesClauses"]))
    return `takesClauses of ${name} must be true or false`;
  const problem = findGoalProblem(method["goal"]) ?? findPreconditionProblem(method["preconditions"]);
  return problem === undefined ? undefined : `${problem}, in ${name}`;
}

function findGoalProblem(goal: unknown): string | undefined {
  if (typeof goal === "function") return undefined;
  if (!isObject(goal))
    return 'goal must be a pattern such as { intents: ["build"], mentions: ["coffee"] } or a function that returns 0 to 1';
  const unknown = findUnknown(goal, patternParts);
  if (unknown !== undefined) return `goal has ${unknown}`;
  for (const part of patternParts) {
    const value = goal[part];
    if (value === undefined) continue;
    if (part === "where" && typeof value !== "function")
      return "goal.where must be a function that returns true or false";
    if (part !== "where" && !(Array.isArray(value) && value.length > 0 && value.every(isText)))
      return `goal.${part} must be a list of texts with at least one, or left out`;
  }
  const intents = Array.isArray(goal["intents"]) ? goal["intents"] : [];
  const stranger: unknown = intents.find((intent) => !knownIntents.has(intent));
  if (stranger === undefined) return undefined;
  return `goal.intents names “${String(stranger)}”, which is no intent${suggest(String(stranger), [...knownIntents].map(String))}`;
}

function findPreconditionProblem(preconditions: unknown): string | undefined {
  if (preconditions === undefined) return undefined;
  if (!Array.isArray(preconditions)) return "preconditions must be a list of { description, holds }";
  for (const precondition of preconditions as unknown[]) {
    if (!isObject(precondition) || !isText(precondition["description"]))
      return "each precondition needs a description that completes “it needs …”";
    const unknown = findUnknown(precondition, preconditionFields);
    if (unknown !== undefined) return `a precondition has ${unknown}`;
    if (typeof precondition["holds"] !== "function")
      return `the precondition “${precondition["description"]}” needs a function holds(goal, situation) that returns true or false`;
  }
  return undefined;
}

function findUnknown(value: Readonly<Record<string, unknown>>, known: readonly string[]): string | undefined {
  const unknown = Object.keys(value).find((field) => !known.includes(field));
  return unknown === undefined ? undefined : `an unknown field “${unknown}”${suggest(unknown, known)}`;
}

function suggest(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === undefined ? `: known are ${known.join(", ")}` : `: did you mean “${near}”?`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
