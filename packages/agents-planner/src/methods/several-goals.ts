import type { Goal } from "../goal/goal.ts";
import { isInquiry } from "../goal/verbs.ts";
import type { CompoundStep } from "./compound-step.ts";
import { defineMethod, type MethodLibrary } from "./method.ts";

/** A goal of several clauses: each is a compound step, later ones take up what earlier ones brought. */
export const severalGoals = defineMethod({
  name: "several-goals",
  description:
    "A goal that asks for several things: each is planned on its own, later ones use earlier results",
  takesClauses: true,
  goal: { where: ({ clauses }) => clauses.length > 1 },
  subtasks(goal, library) {
    const steps: CompoundStep[] = [];
    let open: readonly string[] = [];
    let earlierResearch: readonly string[] = [];
    let last: Goal | undefined;
    const assumptions: string[] = [];
    for (const written of goal.clauses) {
      const clause = inheritFrom(goal, written, earlierResearch);
      if (last !== undefined && isSaidAlready(clause, last, library)) continue;
      if (last !== undefined && isCondition(clause)) {
        assumptions.push(`Also asked for, for every step to heed: “${clause.text}”.`);
        continue;
      }
      if (last !== undefined && isDoneAnyway(clause, last, library)) {
        assumptions.push(`“${clause.text}” needs no steps of its own: the plan does so anyway.`);
        continue;
      }
      const id = `part-${steps.length + 1}`;
      const consumes = isOnItsOwn(clause) ? [] : open;
      steps.push({
        id,
        goal: clause,
        consumes,
        produces: changesCode.test(clause.intent) ? ["code-base"] : [],
      });
      // what looks at findings stands on them by itself; everything else takes up all that is open
      const isUsed = consumes.length > 0 || clause.earlierResearch !== undefined;
      open = isUsed ? [id] : [...open, id];
      if (isInquiry(clause.intent)) earlierResearch = [id];
      last = clause;
    }
    return { steps, assumptions };
  },
});

/** What these leave behind is the code that later clauses work on. */
const changesCode = /^(?:build|add|fix|migrate|improve)$/;

/** A clause with what belongs to the whole goal, and with what earlier clauses find out when it builds on that. */
function inheritFrom(goal: Goal, clause: Goal, earlierResearch: readonly string[]): Goal {
  const looksAtFindings = !isInquiry(clause.intent) || clause.isAboutFindings === true;
  return {
    ...clause,
    limits: goal.limits,
    ...(goal.research === undefined ? {} : { research: goal.research }),
    ...(earlierResearch.length > 0 && looksAtFindings ? { earlierResearch } : {}),
  };
}

/** A question of its own may be looked into at once; "download the report and summarise it" waits for the report. */
function isOnItsOwn({ intent, refersBack = false, isAboutFindings = false }: Goal): boolean {
  return isInquiry(intent) && !refersBack && !isAboutFindings;
}

/** The clause before ends with what was found, side by side, or removes what it finds: there is nothing to add. */
function isSaidAlready(clause: Goal, last: Goal, library: MethodLibrary): boolean {
  if (clause.intent === "fix" && clause.object === last.object)
    return library.expand(clause).method === library.expand(last).method;
  if (clause.isAboutFindings !== true || clause.intent === "decide") return false;
  return library.expand(last).steps.at(-1)?.capability === "bring_together";
}

/** "… and fix what breaks" belongs to an upgrade, "… and tell me when it changes" to keeping an eye on something. */
function isDoneAnyway(clause: Goal, last: Goal, library: MethodLibrary): boolean {
  if (
    clause.intent === "fix" &&
    /^(?:what|whatever|anything|everything|all|any)\b.*\b(?:breaks?|broke|fails?|comes? up|(?:is|are) broken)\b/i.test(
      clause.object,
    )
  )
    return changesCode.test(last.intent);
  const isReport =
    /^(?:tell|notify|alert|email|send|warn|inform|let)\b/i.test(clause.verb) &&
    /\b(?:when|if|whenever|once)\b/i.test(clause.text);
  return isReport && library.expand(last).method === "watch-changes";
}

/** "… and keep all URLs" says how the work is to be done, not what else to do. */
function isCondition({ verb }: Goal): boolean {
  return /^(?:keep|preserve|retain|ensure|make sure|respect|maintain)$/.test(verb);
}
