import { showValue } from "../errors/show-value.ts";
import { isPlainObject } from "../json/plain-object.ts";
import type { Plan } from "../strategies/plan.ts";

/** Where the tasks, or the voters, of a plan stand. */
const places: Readonly<Record<Plan["strategy"], string>> = {
  task: "task",
  sequential: "tasks",
  parallel: "tasks",
  hierarchical: "subtasks",
  consensus: "agents",
  graph: "tasks",
};

/**
 * What keeps a stored value from being read as a plan and its surroundings; `undefined` for one that can be. Only what it
 * takes to begin is looked at: options that another version knows do no harm.
 */
export function findPlanProblem(stored: unknown): string | undefined {
  if (!isPlainObject(stored)) return `what is stored is ${showValue(stored)}`;
  const { plan, budget, functions, agents, capabilities } = stored;
  if (!isPlainObject(plan)) return `plan is ${showValue(plan)}`;
  const { strategy } = plan;
  if (typeof strategy !== "string" || !Object.hasOwn(places, strategy))
    return `this version does not know the strategy ${showValue(strategy)}`;
  const place = places[strategy as Plan["strategy"]];
  const parts = plan[place];
  const isPart = place === "agents" ? (part: unknown) => typeof part === "string" : isPlainObject;
  const isWhole = place === "task" ? isPlainObject(parts) : Array.isArray(parts) && parts.every(isPart);
  if (!isWhole) return `${place} of the ${strategy} plan is ${showValue(parts)} that holds no such thing`;
  for (const [name, value] of Object.entries({ budget, functions }))
    if (value !== undefined && !isPlainObject(value)) return `${name} is ${showValue(value)}`;
  for (const [name, value] of Object.entries({ agents, capabilities }))
    if (value !== undefined && !(Array.isArray(value) && value.every(Array.isArray)))
      return `${name} is ${showValue(value)} that holds no lists`;
  return undefined;
}
