import type { GoalClause, GoalIntent, ThingPhrase } from "../goal-reading.ts";
import { thingCalled } from "./thing-called.ts";

/** Where "it" is a thing of the page; elsewhere it may be a text that was read, or the form that was filled. */
const onThings: ReadonlySet<GoalIntent> = new Set<GoalIntent>([
  "click",
  "doubleClick",
  "rightClick",
  "hover",
  "check",
  "uncheck",
  "select",
  "deselect",
  "expand",
  "collapse",
  "drag",
  "close",
]);

/** A clause with "it" and "them" as what the condition, or else the clause before, is about. */
export function resolveIt(clause: GoalClause, before: ThingPhrase | undefined): GoalClause {
  if (!onThings.has(clause.intent)) return clause;
  const subject = clause.condition?.subject;
  const meant = subject === undefined ? before : thingCalled(subject);
  return {
    ...clause,
    things: clause.things.map((thing) =>
      thing.refersBack === true && thing.name === undefined && meant !== undefined ? meant : thing,
    ),
  };
}
