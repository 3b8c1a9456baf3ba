import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "./goal.ts";
import { sayAction } from "./english/say-action.ts";
import { findExcludedByKind } from "./refuse-kind.ts";
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
  // a comparison may look at what is not to be used
  if (goal.intent !== "compare") refuseBoth("The goal asks", goal);
  if (makes.test(goal.intent)) refuseExcludedKind(goal);
  const action = withoutArticles(sayAction(`${goal.verb} ${goal.object}`));
  const forbidden = goal.exclusions.find((name) => goal.verb !== "" && withoutArticles(name) === action);
  if (forbidden !== undefined)
    throw refuse(
      `The goal asks to ${goal.verb} “${goal.object}” and excludes “${forbidden}”: drop one of the two.`,
      [`${goal.verb} ${goal.object}`, `without ${forbidden}`],
    );
  const only = readOnly(goal);
  const other = goal.technologies.find((name) => isProgrammingLanguage(name) && name !== only);
  if (only !== undefined && other !== undefined)
    throw refuse(`The goal wants only “${only}” and also “${other}”: drop “only ${only}” or “${other}”.`, [
      `only ${only}`,
      other,
    ]);
}

/** Throws `invalid_input`, naming both sides, when conditions ask for what they exclude, by name or by its kind. */
export function refuseContraryConditions(conditions: Asked): void {
  refuseBoth("The constraints ask", conditions);
  refuseExcludedKind(conditions);
}

type Asked = Pick<Goal, "technologies" | "features" | "exclusions">;

/** Work whose result is made with what it names; elsewhere a name may be what is left behind or looked at. */
const makes = /^(?:build|add|design)$/;

function refuseBoth(who: string, { technologies, features, exclusions }: Asked): void {
  const excluded = new Set(exclusions.map((name) => name.toLowerCase()));
  const both = [...technologies, ...features].find((name) => excluded.has(name.toLowerCase()));
  if (both === undefined) return;
  throw refuse(
    `${who} for “${both}” and ${who.endsWith("s") ? "excludes" : "exclude"} it: drop “with ${both}” or “without ${both}”.`,
    [`with ${both}`, `without ${both}`],
  );
}

function refuseExcludedKind({ technologies, exclusions }: Asked): void {
  const found = findExcludedByKind(technologies, exclusions);
  if (found === undefined) return;
  const { technology, exclusion, reason } = found;
  throw refuse(
    `“${technology}” is asked for and “${exclusion}” excluded, but ${reason}: drop “with ${technology}” or “without ${exclusion}”.`,
    [`with ${technology}`, `without ${exclusion}`],
  );
}

function withoutArticles(phrase: string): string {
  return phrase.toLowerCase().replace(/(?<=^|\s)(?:an?|the|any)\s+/g, "");
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
