import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "./goal.ts";
import { shorten } from "../text/phrases.ts";
import { findTechnology, isProgrammingLanguage } from "./technologies.ts";

/** Throws `invalid_input` for limits in a goal's words that no plan can keep, saying which and how to write one. */
export function refuseImpossible({ impossible = [], text }: Pick<Goal, "impossible" | "text">): void {
  if (impossible.length === 0) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `“${shorten(text)}” sets a limit that no plan can keep. ${impossible.join(" ")}`,
    { details: { impossible: [...impossible] } },
  );
}

/** Throws `invalid_input` naming both sides when a goal asks for what it excludes. */
export function refuseContradiction(goal: Goal): void {
  const excluded = new Set(goal.exclusions.map((name) => name.toLowerCase()));
  const both = [...goal.technologies, ...goal.features].find((name) => excluded.has(name.toLowerCase()));
  // a comparison may look at what is not to be used
  if (both !== undefined && goal.intent !== "compare")
    throw refuse(`The goal asks for “${both}” and excludes it: drop “with ${both}” or “without ${both}”.`, [
      `with ${both}`,
      `without ${both}`,
    ]);
  const only = readOnly(goal);
  const other = goal.technologies.find((name) => isProgrammingLanguage(name) && name !== only);
  if (only !== undefined && other !== undefined)
    throw refuse(`The goal wants only “${only}” and also “${other}”: drop “only ${only}” or “${other}”.`, [
      `only ${only}`,
      other,
    ]);
}

const restriction =
  /\b(?:only|exclusively|nothing but) (?:(?:in|with|using|use) )?([\w+#.]+)|\bin ([\w+#.]+) only\b/i;
/** With parts that may differ in their language, "only" belongs to one of them. */
const parts =
  /\b(?:front|back|server|client|script|test|doc|page|app\b.*\bapi|api\b.*\bapp|from|to|port|convert|migrat|translat|compar)\w*/i;

/** The one programming language that a goal allows: "only Python". */
function readOnly({ text, clauses }: Goal): string | undefined {
  const [, before, after] = restriction.exec(text) ?? [];
  const name = findTechnology((before ?? after ?? "").replace(/\.$/, ""));
  if (name === undefined || !isProgrammingLanguage(name)) return undefined;
  return clauses.length > 0 || parts.test(text) ? undefined : name;
}

function refuse(message: string, sides: readonly string[]): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_INPUT, message, { details: { sides: [...sides] } });
}
