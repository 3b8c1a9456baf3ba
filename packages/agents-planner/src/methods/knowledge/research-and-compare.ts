import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { joinList } from "../../text/phrases.ts";
import { isInquiry } from "../../goal/verbs.ts";
import { askWhat } from "./ask-what.ts";
import { bringTogether } from "./bring-together.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps, type Inquiry } from "../research-steps.ts";
import type { StepDraft } from "../step-draft.ts";
import { capitalize, sayOne, sayThe, sayWithout } from "../wording.ts";

/** Finds out about each object on its own, then compares them, and recommends one where a choice is asked for. */
export const researchAndCompare = defineMethod({
  name: "research-and-compare",
  description:
    "Research each object at once, bring the findings together, recommend where a decision is asked for",
  goal: {
    where: ({ intent, verb, object }) =>
      isInquiry(intent) ||
      /^(?:rank|suggest|propose|shortlist)$/.test(verb) ||
      (verb === "do" && /\bresearch\b/i.test(object)),
  },
  subtasks(goal) {
    const { steps, known } = createResearchSteps(goal, goal.isAboutFindings ? [] : listInquiries(goal));
    const drafts: StepDraft[] = [...steps];
    const named = `${sayThe(goal)}${sayAspects(goal)}${sayPurposes(goal)}`;
    const isComparison = goal.objects.length > 1 || goal.intent === "compare";
    if (steps.length === 1 && !isComparison && known.length === 1) return { steps: drafts };
    if (goal.isAboutFindings && goal.intent === "decide") return { steps: [recommend(goal, named, known)] };
    drafts.push(
      bringTogether({
        id: isComparison ? "compare" : "summarize",
        description: isComparison
          ? `Compare ${named}${sayWithout(goal)} from what was found${sayCriterion(goal)}`
          : `Bring together what was found on ${named}${sayWithout(goal)}`,
        question: isComparison
          ? `How do ${sayThe(goal)} compare${sayAspects(goal)}${sayPurposes(goal)}${sayCriterion(goal).replace(/[?]$/, "")}?`
          : `What was found on ${named}?`,
        consumes: known,
        successCriterion: isComparison
          ? `${sayThe(goal)} stand side by side, each statement with its source`
          : `the findings on ${sayThe(goal)} are in one place, each with its source`,
      }),
    );
    if (goal.intent === "decide") drafts.push(recommend(goal, named, ["research-summary"]));
    return { steps: drafts };
  },
});

function recommend(goal: Goal, named: string, consumes: readonly string[]): StepDraft {
  const isOne = goal.objects.length === 1;
  return {
    id: "recommend",
    agentType: AgentType.REVIEW,
    description: `Weigh ${isOne ? `what was found on ${named}` : named} and recommend one with reasons`,
    consumes,
    produces: ["recommendation"],
    successCriterion: `one is recommended out of ${named}, with the strongest reason against it`,
  };
}

/** An explanation or a look-up needs no list of weaknesses; whoever studies or chooses does. */
const asksForLimits = /^(?:research|explore|study|evaluate|assess|choose|decide|pick|select|recommend)$/;
/** Verbs that say how to look; the others are plain research. */
const keepsVerb =
  /^(?:explain|summari[sz]e|describe|list|examine|explore|investigate|study|survey|analy[sz]e|identify|find|collect|gather|evaluate|assess)$/;
const isClause = /^(?:how|what|why|when|where|which|who|whether|if)\b/i;

function listInquiries(goal: Goal): Inquiry[] {
  if (goal.objects.length > 1) return goal.objects.map((object) => inquireInto(goal, object));
  if (goal.question !== undefined) {
    const question = capitalize(goal.question);
    return [{ subject: goal.object, question, description: `Answer “${question}”` }];
  }
  const verb = keepsVerb.test(goal.verb) ? goal.verb : isClause.test(goal.object) ? "find out" : "research";
  const overview = {
    subject: goal.object,
    question: askWhat(goal, goal.object),
    description: `${capitalize(verb)} ${sayOne(goal)}${sayPurposes(goal)}${sayWithout(goal)}`,
  };
  if (!asksForLimits.test(goal.verb) || isClause.test(goal.object)) return [overview];
  return [
    overview,
    {
      subject: `limits of ${goal.object}`,
      question: `What are known problems and limits of ${sayThe(goal)}?`,
      description: `Look for known problems and limits of ${sayThe(goal)}`,
    },
  ];
}

/** One of several objects: for the quality or the aspects that are asked for, else what it is. */
function inquireInto(goal: Goal, object: string): Inquiry {
  const named = sayThe(goal, object);
  const purpose = sayPurposes(goal);
  const { criterion } = goal;
  if (criterion !== undefined) {
    const [quality, use] = criterion.quality.split(" to ");
    return {
      subject: `${criterion.quality} ${object}`,
      question: `How ${quality} is ${use === undefined ? named : `it to ${use} ${named}`}${purpose}?`,
      description: `Find out how ${quality} ${use === undefined ? `${named} is` : `it is to ${use} ${named}`}${purpose}`,
    };
  }
  const aspects = listAspects(goal);
  if (aspects.length > 0) {
    const what = `${joinList(aspects.map((aspect) => `the ${aspect}`))} of ${named}${purpose}`;
    return {
      subject: `${object} ${aspects.join(" ")}`,
      question: `What is ${what}?`,
      description: `Research ${what}`,
    };
  }
  return {
    subject: object,
    question: purpose === "" ? askWhat(goal, object) : `What does ${named} offer${purpose}?`,
    description: `Research ${named}${purpose}`,
  };
}

const isPurpose = /^(?:for|as|when|in terms of|regarding|by|on|in|at|with|between|within|across)\s/i;
/** "differences between A and B" asks for the comparison itself. */
const isComparisonItself = /^(?:(?:main|key|biggest) )?(?:differences?|comparison|similarities)$/i;

function listAspects(goal: Goal): string[] {
  return goal.features.filter((feature) => !isPurpose.test(feature) && !isComparisonItself.test(feature));
}

/** " for a small startup". */
function sayPurposes(goal: Goal): string {
  return goal.features
    .filter((feature) => isPurpose.test(feature) && !goal.object.endsWith(feature))
    .map((purpose) => ` ${purpose}`)
    .join("");
}

function sayCriterion({ criterion }: Goal): string {
  return criterion === undefined ? "" : `: which is ${criterion.asked}?`;
}

/** " in pricing and support". */
function sayAspects(goal: Goal): string {
  const aspects = listAspects(goal);
  return aspects.length === 0 ? "" : ` in ${joinList(aspects)}`;
}
