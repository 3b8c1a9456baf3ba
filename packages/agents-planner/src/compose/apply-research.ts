import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import type { StepDraft } from "../methods/step-draft.ts";
import type { FoundName } from "../research/found-name.ts";
import type { TechnologyKind } from "../goal/known-technologies.ts";
import { kindNames } from "../research/technology-kinds.ts";
import { joinList } from "../text/phrases.ts";
import { askOpenPoints } from "./ask-open-points.ts";
import { chooseTechnologies, type TechnologyChoice } from "./choose-technologies.ts";
import { sayWithNames } from "./say-with-names.ts";

/** Steps that use what the research found, and what is to be said about it. */
export interface AppliedResearch {
  readonly steps: readonly StepDraft[];
  readonly assumptions: readonly string[];
  readonly risks: readonly string[];
}

/** More names in one step would be a list, not a choice. */
const mostPerStep = 2;
/** How many names that no step uses a plan mentions. */
const mostNamed = 6;

/** Lets the goal's research change the steps: names enter them, open questions are asked again. */
export function applyResearch(goal: Goal, drafts: readonly StepDraft[]): AppliedResearch {
  const { research } = goal;
  if (research === undefined) return { steps: drafts, assumptions: [], risks: [] };
  const open = askOpenPoints(goal, research, drafts);
  const asked = new Set(open.steps.flatMap(listKinds));
  const choice = chooseTechnologies(goal, research, asked);
  const used = new Map<FoundName, TechnologyKind>();
  const steps = open.steps.map((draft) => {
    const names = chooseFor(draft, choice);
    for (const [name, kind] of names) if (!used.has(name)) used.set(name, kind);
    return names.size === 0 ? draft : putIntoStep(draft, [...names.keys()], goal);
  });
  const isUsed = new Set([...used.keys()].map(({ name }) => name.toLowerCase()));
  const others = listOthers(goal, research.technologies).filter(
    (name) => !isUsed.has(name.toLowerCase()) && !choice.discussed.has(name),
  );
  return {
    steps,
    assumptions: [
      ...[...used].map(([name, kind]) => explain(name, kind)),
      ...choice.notes,
      ...(asked.size > 0 && used.size === 0
        ? ["No step is made with anything that the research names: it is handed to the steps as it is."]
        : []),
      ...(others.length === 0
        ? []
        : [`The research ${used.size > 0 ? "also " : ""}names ${joinList(others.slice(0, mostNamed))}.`]),
    ],
    risks: open.risks,
  };
}

function listKinds({ madeWith, input }: StepDraft): readonly TechnologyKind[] {
  // methods may be anybody's; an input of their own is theirs to fill
  if (!Array.isArray(madeWith) || input !== undefined) return [];
  return madeWith.filter((kind) => Object.hasOwn(kindNames, kind));
}

function chooseFor(draft: StepDraft, { chosen }: TechnologyChoice): Map<FoundName, TechnologyKind> {
  const names = new Map<FoundName, TechnologyKind>();
  for (const kind of listKinds(draft))
    for (const name of chosen.get(kind) ?? [])
      if (names.size < mostPerStep) names.set(name, names.get(name) ?? kind);
  return names;
}

function putIntoStep(draft: StepDraft, names: readonly FoundName[], goal: Goal): StepDraft {
  const written = names.map(({ name }) => name);
  const citations = [...new Set(names.flatMap(({ citation }) => (citation === undefined ? [] : [citation])))];
  // these two take inputs of their own shape, and read names from their text
  const takesFields = draft.agentType !== AgentType.PLANNER && draft.agentType !== AgentType.KNOWLEDGE;
  return {
    ...draft,
    description: sayWithNames(draft.description, written, goal),
    ...(draft.task === undefined ? {} : { task: sayWithNames(draft.task, written, goal) }),
    ...(takesFields && draft.capability === undefined
      ? {
          fields: {
            ...draft.fields,
            technologies: written,
            ...(citations.length === 0 ? {} : { citations }),
          },
        }
      : {}),
  };
}

function explain({ name, citation, isInAnswer }: FoundName, kind: TechnologyKind): string {
  const sentence = `${name} ${kindNames[kind].label}, because ${sayWhy()}`;
  return /[.!?…]”$/.test(sentence) ? sentence : `${sentence}.`;

  function sayWhy(): string {
    if (citation === undefined) return `the research's ${isInAnswer ? "answer" : "text"} names it`;
    return citation.includes(" “") ? citation.replace(" “", " says “") : `of ${citation}`;
  }
}

/** Names of the research that the goal does not know. */
function listOthers({ technologies, exclusions, text }: Goal, found: readonly string[]): string[] {
  const known = new Set([...technologies, ...exclusions].map((name) => name.toLowerCase()));
  const written = text.toLowerCase();
  return found.filter((name) => !known.has(name.toLowerCase()) && !written.includes(name.toLowerCase()));
}
