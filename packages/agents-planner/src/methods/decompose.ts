import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { isInquiry } from "../goal/verbs.ts";
import { type CompoundStep, isCompound } from "./compound-step.ts";
import type { ExpandedGoal, Expansion } from "./method.ts";
import { renameRepeats } from "./rename-repeats.ts";
import { createPartNames } from "./part-names.ts";
import type { StepDraft } from "./step-draft.ts";

/** Reads and expands the goal of a compound step. */
export type SubgoalExpander = (step: CompoundStep) => {
  readonly goal: Goal;
  readonly expanded: ExpandedGoal;
};

/**
 * Puts the steps of its goal in the place of each compound step of an expansion.
 *
 * Ids and products are made distinct; given things that an earlier part produces need not be there beforehand.
 */
export function decompose(method: string, expansion: Expansion, expand: SubgoalExpander): ExpandedGoal {
  const plain = expansion.steps.filter((step): step is StepDraft => !isCompound(step));
  const parts = createPartNames();
  const given = new Set(expansion.given);
  const assumptions = [...(expansion.assumptions ?? [])];
  const risks = [...(expansion.risks ?? [])];
  const madeBy = new Map(plain.map(({ id }): [string, string] => [id, method]));
  const taken = [...plain, ...expansion.steps.filter(isCompound).map(reserve)];
  const steps: StepDraft[] = [];
  const givenToParts = new Set<string>();
  for (const step of expansion.steps) {
    if (!isCompound(step)) {
      steps.push(parts.resolve(step));
      continue;
    }
    const { goal, expanded } = expand(step);
    const made = new Set([...plain, ...steps].flatMap(listNames));
    assumptions.push(...(expanded.assumptions ?? []));
    risks.push(...(expanded.risks ?? []));
    // what an earlier part was given is another thing than what this one makes under the same name
    const drafts = renameRepeats(expanded.steps, [
      ...taken,
      reserve({ id: step.id, produces: [...givenToParts] }),
    ]);
    for (const name of expanded.given ?? []) {
      if (parts.has(name) || made.has(name)) continue;
      given.add(name);
      givenToParts.add(name);
    }
    for (const [index, draft] of drafts.entries())
      madeBy.set(draft.id, expanded.madeBy.get(expanded.steps[index]?.id ?? "") ?? expanded.method);
    const fed = feed(drafts, step.consumes ?? [], isInquiry(goal.intent)).map((draft) =>
      parts.resolve(draft),
    );
    const finished = step.optional === true ? fed.map(makeOptional) : fed;
    steps.push(...finished);
    taken.push(...finished);
    parts.add(step, finished);
  }
  return {
    method,
    madeBy,
    // a step may consume what a part after it produces; given things keep their names
    steps: steps.map((draft) => parts.resolve(draft, given)),
    given: [...given],
    assumptions: [...new Set(assumptions)],
    risks: [...new Set(risks)],
  };
}

function listNames({ id, produces = [] }: Pick<StepDraft, "id" | "produces">): string[] {
  return [id, ...produces];
}

/** Keeps names, such as those of a compound step, from being given to another step. */
function reserve({ id, produces = [] }: Pick<CompoundStep, "id" | "produces">): StepDraft {
  return { id, produces, description: id, successCriterion: id };
}

function makeOptional(draft: StepDraft): StepDraft {
  return { ...draft, optional: true };
}

/** Makes the first steps consume earlier results; the research with which a piece of work begins may start at once. */
function feed(drafts: readonly StepDraft[], names: readonly string[], isResearch: boolean): StepDraft[] {
  if (names.length === 0) return [...drafts];
  const made = new Set(drafts.flatMap(listNames));
  const isWaiting = (draft: StepDraft, besides: ReadonlySet<string>): boolean =>
    [...(draft.consumes ?? []), ...(draft.dependsOn ?? [])].some(
      (name) => made.has(name) && !besides.has(name),
    );
  const openings = new Set(
    drafts
      .filter((draft) => !isResearch && draft.agentType === AgentType.KNOWLEDGE && !isWaiting(draft, noNames))
      .flatMap(listNames),
  );
  const areAllOpenings = drafts.every(({ id }) => openings.has(id));
  const skipped = areAllOpenings ? noNames : openings;
  return drafts.map((draft) =>
    skipped.has(draft.id) || isWaiting(draft, skipped)
      ? draft
      : { ...draft, consumes: [...new Set([...(draft.consumes ?? []), ...names])] },
  );
}

const noNames: ReadonlySet<string> = new Set();
