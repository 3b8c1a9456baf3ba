import { AgentType } from "@convoke/core";
import { createDetailSteps } from "./detail-steps.ts";
import { defineMethod } from "../method.ts";
import type { Goal } from "../../goal/goal.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const place =
  /\b(?:bathroom|kitchen|bedroom|living room|room|house|apartment|flat|garden|garage|roof|balcony|terrace|fence|attic|basement|cellar|office space|walls?|floors?|shed|patio|wardrobe|bookshel(?:f|ves)|treehouse|tiny house|raised beds?|furniture|workbench|van|camper|(?:chicken )?coop|deck|pergola|greenhouse|playhouse|bird ?house|dog ?house|kennel|pond|compost(?: bin)?|planters?|(?:dining|coffee|picnic) table|bench|bed frame|loft bed|sandbox|swing|carport|rain barrel)\b/i;

/** State and measures, rules and ways to do it, offers of firms and material, order of work, money, acceptance. */
export const homeProject = defineMethod({
  name: "home-project",
  description: "Renovate, build or change something in a home or a garden",
  goal: { where: isHomeWork },
  subtasks(goal) {
    const { the, limits, without } = sayGoal(goal);
    const work = `${goal.verb === "" ? "prepare" : goal.verb} ${the}`;
    const research = createResearchSteps(goal, [
      {
        subject: `ways and rules ${goal.object}`,
        question: `What are the steps, the permits and the usual mistakes when people ${work}?`,
        description: `Find out what it takes to ${work}: steps, permits, usual mistakes`,
      },
    ]);
    const details = createDetailSteps(goal, research.known);
    return {
      steps: [
        ...research.steps,
        {
          id: "take-measure",
          agentType: AgentType.REVIEW,
          description: `Record the measures, the state and the wishes for ${the}`,
          produces: ["record"],
          effort: 0.5,
          successCriterion: `an offer to ${work} can be made from the record without a visit`,
        },
        ...details,
        {
          id: "compare-offers",
          agentType: AgentType.BROWSER,
          description: `Compare firms and material to ${work}: price, dates, reviews${limits}`,
          consumes: ["record", ...research.known],
          produces: ["offers"],
          successCriterion: `three offers to ${work} stand side by side for the same amount of work`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the order of the work, who does it and what it costs to ${work}${limits}${without}`,
          task: `Design the stages, the responsibilities and the budget of the work on ${the}${limits}${without}`,
          consumes: [...research.known, "record", "offers", ...details.map(({ id }) => id)],
          successCriterion: `each stage of the work on ${the} has a date, somebody and a sum, with a reserve`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the plan to ${work} for safety, permits, waiting times and hidden costs${limits}`,
          consumes: ["plan", "offers"],
          successCriterion: `what must not be done by oneself on ${the} is given to a firm`,
        },
        {
          id: "list-acceptance",
          agentType: AgentType.KNOWLEDGE,
          description: `List what to look at before the work on ${the} is paid`,
          question: `What must be checked before one pays for the work on ${the}?`,
          consumes: research.known,
          optional: true,
          successCriterion: `each item for ${the} can be looked at by a layman`,
        },
      ],
    };
  },
});

/** What is fixed to a house, as the last word. */
const fixture =
  /\b(?:taps?|faucets?|toilets?|sinks?|windows?|(?:front|back|garage|wooden|kitchen) doors?|floors?|floorboards|carpets?|boiler|radiators?|shower|bathtub|tiles|worktop|blinds|curtains|gutters?|shelves|lamps?|heat pump|solar panels|wallpaper|fence|sockets?)$/i;

function isHomeWork({ verb, intent, object, technologies }: Goal): boolean {
  if (technologies.length > 0) return false;
  const head = object.replace(/\s(?:for|with|that|which)\s.*$/i, "");
  if (/\b(?:app|website|page|game|software|model|plugin|api|tool|plan|calculator|planner|shop)\b/i.test(head))
    return false;
  if (
    /^(?:redo|refurbish|renovate|decorate|paint|insulate|tile|landscape|redecorate|furnish|remodel)$/.test(
      verb,
    )
  )
    return true;
  if (/^(?:replace|install|fit|mount|hang|lay)$/.test(verb) && fixture.test(head)) return true;
  const makes =
    intent === "build" || intent === "design" || /^(?:prepare|plan|start|plant|lay out|set up)$/.test(verb);
  return makes && place.test(head) && !/\b(?:pipeline|layer|function|party|sale|tour)\b/i.test(head);
}
