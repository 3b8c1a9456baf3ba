import type { Goal } from "../goal/goal.ts";
import { findTechnology } from "../goal/technologies.ts";
import { sayWith, sayWithout } from "../methods/wording.ts";
import { findKnownTechnology } from "../goal/known-technologies.ts";
import { joinList, splitList } from "../text/phrases.ts";

/**
 * Says in a step's text what it is made with, beside what the goal itself says: `"Implement the endpoints of the API with
 * Python, without Redux"` and FastAPI give `"… with Python and FastAPI, without Redux"`.
 */
export function sayWithNames(text: string, names: readonly string[], goal: Goal): string {
  const lower = text.toLowerCase();
  const missing = names.filter((name) => !lower.includes(name.toLowerCase()));
  if (missing.length === 0) return text;
  for (const part of [goal, ...goal.clauses]) {
    const stated = sayWith(part);
    if (stated === "" || !text.includes(stated)) continue;
    return text.replace(stated, () => sayWith({ ...part, technologies: [...part.technologies, ...missing] }));
  }
  const without = [goal, ...goal.clauses]
    .map(sayWithout)
    .find((words) => words !== "" && text.includes(words));
  const end = without === undefined ? text.length : text.indexOf(without);
  const before = text.slice(0, end);
  const joined = joinTail(before, missing);
  if (joined !== undefined) return `${joined}${text.slice(end)}`;
  // a second "with" would belong to the first one's thing; after a comma it belongs to the whole again
  const link = /, /.test(before) ? ", with" : / with /.test(before) ? " using" : " with";
  return `${before}${link} ${joinList(missing)}${text.slice(end)}`;
}

/** A text that ends with technologies ("… with Vue") names more of them in the same list. */
function joinTail(text: string, names: readonly string[]): string | undefined {
  const [start, link] = [" with ", " using "]
    .map((word) => [text.lastIndexOf(word), word] as const)
    .reduce((last, place) => (place[0] > last[0] ? place : last));
  if (start < 0) return undefined;
  const present = splitList(text.slice(start + link.length));
  const areNames = present.every(
    (name) => (findTechnology(name) ?? findKnownTechnology(name)?.name) === name,
  );
  return areNames ? `${text.slice(0, start)}${link}${joinList([...present, ...names])}` : undefined;
}
