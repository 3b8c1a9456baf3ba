import type { GoalClause, GoalReading } from "../goal-reading.ts";
import { joinMessage } from "./clauses/lift-message.ts";

/** Kinds that are acted upon rather than read. */
const acted = /^(?:button|link|tab|checkbox|radio|icon|field|menu|option|switch)$/;

/** What only shows with all clauses known: a "find" at the end asks for an answer, and what stayed unread. */
export function finishClauses(goal: string, clauses: readonly GoalClause[]): GoalReading {
  const last = clauses.at(-1);
  const finished = joinMessages(clauses)
    .filter(({ intent, things, scope }) => !(intent === "find" && things.length === 0 && scope === undefined))
    .map((clause, index, all) => {
      const next = all[index + 1];
      // "like and share the post"
      if (
        clause.intent === "act" &&
        clause.things.length === 0 &&
        next?.intent === "act" &&
        clause.slots === undefined &&
        /^\S+$/.test(clause.source)
      ) {
        return { ...clause, things: next.things };
      }
      if (clause.intent !== "find" || clause !== last) return clause;
      const [thing] = clause.things;
      const asks =
        thing?.within !== undefined &&
        (thing.kind === undefined || !acted.test(thing.kind)) &&
        thing.name !== undefined;
      return asks ? { ...clause, intent: "read" as const } : clause;
    });
  return {
    goal,
    clauses: finished,
    unread: finished.filter(isUnread).map(({ source }) => source),
  };
}

function joinMessages(clauses: readonly GoalClause[]): readonly GoalClause[] {
  const joined: GoalClause[] = [];
  for (let index = 0; index < clauses.length; index += 1) {
    const clause = joinMessage(clauses[index]!, clauses[index + 1]);
    joined.push(clause ?? clauses[index]!);
    if (clause !== undefined) index += 1;
  }
  return joined;
}

/** Clauses whose verb was understood, and not what it is done to. */
function isUnread({ intent, things, value, valueFrom, isExclusive }: GoalClause): boolean {
  if (intent === "unknown") return true;
  if (intent === "enter") return value === undefined && valueFrom === undefined;
  return needsThing.has(intent) && things.length === 0 && value === undefined && isExclusive !== true;
}

const needsThing: ReadonlySet<GoalClause["intent"]> = new Set([
  "click",
  "doubleClick",
  "rightClick",
  "hover",
  "select",
  "check",
  "uncheck",
  "drag",
  "style",
]);
