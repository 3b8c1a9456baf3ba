import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { isInquiry } from "../goal/verbs.ts";
import { defineMethod, type Expansion } from "./method.ts";
import { renameRepeats } from "./rename-repeats.ts";
import type { StepDraft } from "./step-draft.ts";

/** A goal of several clauses: each by the method that fits it, one after another, results handed on. */
export const severalGoals = defineMethod({
  name: "several-goals",
  description:
    "A goal that asks for several things: each is planned on its own, later ones use earlier results",
  takesClauses: true,
  applies: ({ clauses }) => (clauses.length > 1 ? 1 : 0),
  expand(goal, library) {
    const steps: StepDraft[] = [];
    const given = new Set<string>();
    const assumptions: string[] = [];
    const risks: string[] = [];
    let earlierResearch: string[] = [];
    goal.clauses.forEach((clause, index) => {
      // the clause before ends with what was found, side by side: there is nothing to add
      if (
        clause.isAboutFindings === true &&
        clause.intent !== "decide" &&
        steps.at(-1)?.capability === "bring_together"
      )
        return;
      const part = expandClause({ ...clause, limits: goal.limits }, goal, earlierResearch, library.expand);
      const isMade = steps.some((step) => step.agentType === AgentType.CODE);
      const drafts = renameRepeats(isMade ? part.steps.map(dropCodeBase) : part.steps, steps);
      const results = listResults(steps);
      const produced = new Set(steps.flatMap((step) => step.produces ?? [step.id]));
      steps.push(...(index === 0 ? drafts : waitFor(drafts, results, refersBack(clause))));
      if (isInquiry(clause.intent)) earlierResearch = listResults(drafts);
      for (const name of part.given ?? [])
        if (!produced.has(name) && (!isMade || name !== codeBase)) given.add(name);
      assumptions.push(...(part.assumptions ?? []));
      risks.push(...(part.risks ?? []));
    });
    return { steps, given: [...given], assumptions, risks };
  },
});

const codeBase = "code-base";

/** What earlier steps have built needs not be there beforehand: their results take its place. */
function dropCodeBase(draft: StepDraft): StepDraft {
  if (draft.consumes === undefined) return draft;
  return { ...draft, consumes: draft.consumes.filter((name) => name !== codeBase) };
}

function expandClause(
  clause: Goal,
  goal: Goal,
  earlierResearch: readonly string[],
  expand: (goal: Goal) => Expansion,
): Expansion {
  return expand({
    ...clause,
    ...(goal.research === undefined ? {} : { research: goal.research }),
    ...(earlierResearch.length === 0 || (isInquiry(clause.intent) && clause.isAboutFindings !== true)
      ? {}
      : { earlierResearch }),
  });
}

/** What the last steps produce: those on which no other step waits. */
function listResults(steps: readonly StepDraft[]): string[] {
  const used = new Set(steps.flatMap((step) => [...(step.consumes ?? []), ...(step.dependsOn ?? [])]));
  const ends = steps.filter((step) => ![step.id, ...(step.produces ?? [])].some((name) => used.has(name)));
  return ends.flatMap((step) => step.produces ?? [step.id]);
}

/** "Download the report and summarise it": the inquiry looks at what the steps before it brought. */
function refersBack({ intent, refersBack: isLinked = false }: Goal): boolean {
  return isInquiry(intent) && isLinked;
}

/** Makes the first working steps consume earlier results; research of their own may start at once. `isAboutThem`: also research looks at the results. */
function waitFor(
  drafts: readonly StepDraft[],
  results: readonly string[],
  isAboutThem: boolean,
): StepDraft[] {
  const inquiries = new Set(
    (isAboutThem ? [] : drafts)
      .filter((draft) => draft.agentType === AgentType.KNOWLEDGE && (draft.consumes ?? []).length === 0)
      .flatMap((draft) => [draft.id, ...(draft.produces ?? [])]),
  );
  const made = new Set(drafts.flatMap((draft) => draft.produces ?? [draft.id]));
  return drafts.map((draft) => {
    if (inquiries.has(draft.id)) return draft;
    const waitsAlready = (draft.consumes ?? []).some((name) => made.has(name) && !inquiries.has(name));
    const isFirst = !waitsAlready && (draft.dependsOn ?? []).every((id) => inquiries.has(id));
    return isFirst ? { ...draft, consumes: [...new Set([...(draft.consumes ?? []), ...results])] } : draft;
  });
}
