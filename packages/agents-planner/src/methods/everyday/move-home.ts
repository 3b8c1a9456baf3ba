import { AgentType } from "@convoke/core";
import { createDetailSteps } from "./detail-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const home = /\b(?:apartment|flat|house|home|office|city|country|abroad)\b/i;
const program =
  /\b(?:modules?|packages?|pages?|buttons?|files?|folders?|code|class(?:es)?|functions?|components?|repo\w*|service|tests?|endpoints?|tables?|columns?)\b/i;
const digital =
  /\b(?:home ?page|office 365|home directory|database|server|repo\w*|cloud|microsoft|google)\b/i;

/** Contracts and dates, notices and registrations, the things themselves, the old place, all counted back from the day. */
export const moveHome = defineMethod({
  name: "move-home",
  description: "Move people and their things to another home, office or country",
  goal: {
    where: ({ verb, object, intent, technologies }) =>
      technologies.length === 0 &&
      !program.test(object) &&
      !digital.test(object) &&
      ((/^(?:move|relocate)$/.test(verb) && (home.test(object) || intent === "other")) ||
        (/^(?:(?:office|house|home|flat|apartment|family) )?(?:move|relocation)\b/i.test(object) &&
          intent === "other")),
  },
  subtasks(goal) {
    const { the, limits, without } = sayGoal(goal);
    const move = /^(?:(?:office|house|home|flat|apartment|family) )?(?:move|relocation)\b/i.test(goal.object)
      ? the
      : `the move to ${the.replace(/^to /i, "")}`;
    const research = createResearchSteps(goal, [
      {
        subject: `registrations and deadlines ${goal.object}`,
        question: `Which notices, registrations and deadlines does ${move} bring?`,
        description: `Find out which notices, registrations and deadlines ${move} brings`,
      },
    ]);
    const details = createDetailSteps(goal, research.known);
    return {
      steps: [
        ...research.steps,
        {
          id: "take-stock",
          agentType: AgentType.REVIEW,
          description: `List what comes along on ${move}, what is sold or given away, and what must be bought`,
          produces: ["inventory"],
          effort: 0.5,
          successCriterion: `the amount to be carried on ${move} is known`,
        },
        {
          id: "compare-movers",
          agentType: AgentType.BROWSER,
          description: `Compare movers and vans for ${move} by price, date and insurance${limits}`,
          consumes: ["inventory"],
          produces: ["offers"],
          successCriterion: `three offers for ${move} stand side by side for the same amount`,
        },
        ...details,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the tasks of ${move}, counted back from the day${limits}${without}`,
          task: `Design the weeks before and after ${move}${limits}${without}`,
          consumes: [...research.known, "inventory", "offers", ...details.map(({ id }) => id)],
          successCriterion: `each notice and each task of ${move} has a date and somebody`,
        },
        {
          id: "write-notices",
          agentType: AgentType.KNOWLEDGE,
          description: `Draft the notices and changes of address for ${move}`,
          question: `Who must be told of ${move}, and in which form?`,
          consumes: research.known,
          produces: ["notices"],
          successCriterion: `nobody who must know of ${move} is left out`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the plan of ${move} for double rent, missed deadlines and the handover of the old place`,
          consumes: ["plan", "notices"],
          successCriterion: `no day of ${move} is without a bed, light or connection`,
        },
      ],
    };
  },
});
