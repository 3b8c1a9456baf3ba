import type { Goal } from "../goal/goal.ts";
import { joinList } from "../text/phrases.ts";
import { listTechnologies } from "../goal/technologies.ts";
import { isPlural, nameObjects, withA, withThe } from "../goal/noun-phrase.ts";

/** " with React and PostgreSQL": what the goal itself asks for, beyond what its object names already. */
export function sayWith({ object, technologies }: Goal): string {
  const named = object.toLowerCase();
  const inside = new Set(listTechnologies(object));
  const stated = technologies.filter((name) => !named.includes(name.toLowerCase()) && !inside.has(name));
  return stated.length === 0 ? "" : ` with ${joinList(stated)}`;
}

/** ", without Redux". */
export function sayWithout(goal: Goal): string {
  // "changing the API" is something done, not a thing that takes an article
  const names = goal.exclusions.map((name) => (/^\w+ing\s/.test(name) ? name : withA(name, goal.text)));
  return names.length === 0 ? "" : `, without ${joinList(names, "or")}`;
}

/** " within 3 weeks, by Friday and for at most 50 USD": the limits, for steps in which people live by them. */
export function sayLimits({ limits: { maxCostUsd, maxDurationMs, deadline } }: Goal): string {
  const parts = [
    ...(maxDurationMs === undefined ? [] : [`within ${formatDuration(maxDurationMs)}`]),
    ...(deadline === undefined ? [] : [`by ${deadline}`]),
    ...(maxCostUsd === undefined ? [] : [`for at most ${maxCostUsd} USD`]),
  ];
  return parts.length === 0 ? "" : ` ${joinList(parts)}`;
}

const units: readonly (readonly [seconds: number, name: string])[] = [
  [2_592_000, "month"],
  [604_800, "week"],
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
];

/** "3 weeks": in the largest unit that divides the time. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const [size, name] = units.find(([unit]) => seconds >= unit && seconds % unit === 0) ?? [1, "second"];
  const amount = seconds / size;
  return `${amount} ${name}${amount === 1 ? "" : "s"}`;
}

/** "the REST API for invoices", "React", "tests": something that the reader knows, as the goal speaks of it. */
export function sayThe(goal: Goal, phrase?: string): string {
  return phrase === undefined ? nameObjects(goal, withThe) : withThe(phrase, goal.text);
}

/** "a REST API", "an online shop": something that is to be made, as the goal speaks of it. */
export function sayOne(goal: Goal, phrase?: string): string {
  return phrase === undefined ? nameObjects(goal, withA) : withA(phrase, goal.text);
}

/** " to the test server", " on AWS": where the result shall run or appear. */
export function sayDestination(goal: Goal): string {
  const [preposition = "", ...place] = (goal.destination ?? "").split(" ");
  return place.length === 0 ? "" : ` ${preposition} ${sayThe(goal, place.join(" "))}`;
}

/** "is" or "are", as the object wants it. */
export function sayBe(goal: Goal): "is" | "are" {
  return goal.objects.length > 1 || isPlural(goal.object) ? "are" : "is";
}

/** The first letter in upper case. */
export function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
