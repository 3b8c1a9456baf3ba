import type { Goal } from "../goal/goal.ts";
import { sayWith, sayWithout } from "../methods/wording.ts";
import { joinList } from "../text/phrases.ts";

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
  // a second "with" would belong to the first one's thing; after a comma it belongs to the whole again
  const link = /, /.test(before) ? ", with" : / with /.test(before) ? " using" : " with";
  return `${before}${link} ${joinList(missing)}${text.slice(end)}`;
}
