import type { Goal } from "../goal/goal.ts";
import { joinList } from "../goal/phrases.ts";

/** How many names from research a step mentions. */
const mostFound = 3;

/** " with React and PostgreSQL": what the goal itself asks for. For questions and tasks, which other agents read. */
export function sayStated(goal: Goal): string {
  const stated = listStated(goal);
  return stated.length === 0 ? "" : ` with ${joinList(stated)}`;
}

/** What the goal asks for, else what its research names; empty without either. */
export function sayWith(goal: Goal): string {
  const found = listStated(goal).length > 0 ? [] : listFound(goal);
  if (found.length === 0) return sayStated(goal);
  // several names may be alternatives or parts of one answer: that is for the step to tell
  return found.length === 1
    ? ` with ${found[0]}, which the research names`
    : ` (the research names ${joinList(found)})`;
}

/** What the research names beside the goal's own technologies: " (the research also names Zod and Drizzle)". */
export function sayFound(goal: Goal): string {
  const found = listFound(goal);
  return found.length === 0 || listStated(goal).length === 0
    ? ""
    : ` (the research also names ${joinList(found)})`;
}

/** ", without Redux". */
export function sayWithout(goal: Goal): string {
  return goal.exclusions.length === 0 ? "" : `, without ${joinList(goal.exclusions, "or")}`;
}

/** Technologies of the goal that its object does not name already. */
function listStated(goal: Goal): string[] {
  const object = goal.object.toLowerCase();
  return goal.technologies.filter((name) => !object.includes(name.toLowerCase()));
}

/** Technologies of the research that the goal neither names nor excludes. */
function listFound(goal: Goal): string[] {
  const text = goal.text.toLowerCase();
  const known = new Set([...goal.technologies, ...goal.exclusions].map((name) => name.toLowerCase()));
  return (goal.research?.technologies ?? [])
    .filter((name) => !known.has(name.toLowerCase()) && !text.includes(name.toLowerCase()))
    .slice(0, mostFound);
}

/** "a REST API", "an online shop"; plurals and names of several things stay without an article. */
export function sayOne(object: string): string {
  const head = object.split(/\s(?:for|of|that|which|to|from|about|on|in|with)\s/)[0] ?? object;
  if (/[^s]s$/i.test(head) || /\sand\s|,/.test(head)) return object;
  return `${/^(?:[aeio]|un[^i]|X[A-Z]|S[A-Z]{2}\b)/i.test(object) && !/^one\b/i.test(object) ? "an" : "a"} ${object}`;
}

/** The first letter in upper case. */
export function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
