import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { joinList } from "../goal/phrases.ts";
import { defineMethod } from "./method.ts";
import { createResearchSteps, type Inquiry } from "./research-steps.ts";
import type { StepDraft } from "./step-draft.ts";
import { sayWithout } from "./wording.ts";

/** Finds out about each object on its own, then compares them, and recommends one where a choice is asked for. */
export const researchAndCompare = defineMethod({
  name: "research-and-compare",
  description:
    "Research each object at once, bring the findings together, recommend where a decision is asked for",
  applies: ({ intent }) => (intent === "research" || intent === "compare" || intent === "decide" ? 0.9 : 0),
  expand(goal) {
    const { steps, known } = createResearchSteps(goal, listInquiries(goal));
    const drafts: StepDraft[] = [...steps];
    const subject = `${goal.object}${sayFeatures(goal)}${sayWithout(goal)}`;
    const isComparison = goal.objects.length > 1 || goal.intent === "compare";
    const [only, ...others] = drafts;
    if (only !== undefined && others.length === 0 && !isComparison && known.length === 1)
      return { steps: drafts };
    drafts.push({
      id: isComparison ? "compare" : "summarize",
      agentType: AgentType.KNOWLEDGE,
      description: isComparison
        ? `Compare ${subject} from what was found`
        : `Bring together what was found on ${subject}`,
      question: isComparison
        ? `How do ${subject} differ, and when does each fit?`
        : `What matters most about ${subject}?`,
      consumes: known,
      produces: ["research-summary"],
      successCriterion: isComparison
        ? `${goal.object} are compared by the same criteria, each claim with a source`
        : `the findings on ${goal.object} are in one text, each with a source`,
    });
    if (goal.intent === "decide") {
      drafts.push({
        id: "recommend",
        agentType: AgentType.REVIEW,
        description: `Weigh ${subject} and recommend one with reasons`,
        consumes: ["research-summary"],
        produces: ["recommendation"],
        successCriterion: `one of ${goal.object} is recommended, with the strongest reason against it`,
      });
    }
    return { steps: drafts };
  },
});

/** An explanation or a look-up needs no list of weaknesses; whoever studies or chooses does. */
const asksForLimits = /^(?:research|explore|study|evaluate|assess|choose|decide|pick|select|recommend)$/;

function listInquiries(goal: Goal): Inquiry[] {
  if (goal.objects.length > 1) {
    return goal.objects.map((object) => ({
      subject: object,
      question: `${object}${sayFeatures(goal)}`,
      description: `Research ${object}${sayFeatures(goal)}`,
    }));
  }
  const asked = goal.text.endsWith("?") ? goal.text : goal.object;
  const overview = { subject: goal.object, question: asked, description: `Research ${goal.object}` };
  if (!asksForLimits.test(goal.verb)) return [overview];
  return [
    overview,
    {
      subject: `limits of ${goal.object}`,
      question: `What are known problems and limits of ${goal.object}?`,
      description: `Look for known problems and limits of ${goal.object}`,
    },
  ];
}

/** ": pricing for a small startup": the aspects, then the purpose. */
function sayFeatures(goal: Goal): string {
  const isPurpose = (feature: string): boolean =>
    /^(?:for|as|when|in terms of|regarding|by|on)\s/i.test(feature);
  const aspects = goal.features.filter((feature) => !isPurpose(feature));
  const purposes = goal.features.filter(isPurpose);
  return `${aspects.length === 0 ? "" : `: ${joinList(aspects)}`}${purposes.map((purpose) => ` ${purpose}`).join("")}`;
}
