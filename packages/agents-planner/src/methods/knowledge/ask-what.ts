import type { Goal } from "../../goal/goal.ts";
import { isPlural } from "../../goal/noun-phrase.ts";
import { capitalize, sayOne } from "../wording.ts";

/** "What is Vite?", "What are Python async patterns?"; a subject that is a clause of its own ("how TCP works") stays. */
export function askWhat(goal: Goal, subject: string): string {
  if (/^(?:how|what|why|when|where|which|who|whether|if)\b/i.test(subject)) return capitalize(subject);
  return `What ${isPlural(subject) ? "are" : "is"} ${sayOne(goal, subject)}?`;
}
