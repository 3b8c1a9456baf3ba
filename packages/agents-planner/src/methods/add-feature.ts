import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { splitList } from "../goal/phrases.ts";
import { createFeatureSteps } from "./feature-steps.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { defineMethod } from "./method.ts";
import { createResearchSteps } from "./research-steps.ts";
import { sayFound, sayStated, sayWith, sayWithout } from "./wording.ts";

/** Finds the place, plans the change, makes it, and checks that the old behaviour stands. */
export const addFeature = defineMethod({
  name: "add-feature",
  description: "Add something to software that exists",
  applies: ({ intent }) => (intent === "add" ? 0.8 : 0),
  expand(goal) {
    const { feature, place } = splitFeature(goal);
    const where = place === "" ? "" : ` in the ${place}`;
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const research = createResearchSteps(goal, [
      {
        subject: feature,
        question: `How is ${feature} best added${place === "" ? "" : ` to a ${place}`}${sayStated(goal)}?`,
        description: `Find out how ${feature} is best done${where}${tools}`,
      },
    ]);
    const target = `${place === "" ? "the code base" : `the ${place}`}${tools}`;
    const parts = goal.objects.length > 1 ? splitList(feature) : [feature];
    const changes = createFeatureSteps(parts, target, ["plan", "places", ...research.known]);
    return {
      given: ["code-base"],
      steps: [
        ...research.steps,
        {
          id: "find-place",
          agentType: AgentType.CODE,
          description: `Find what ${feature} touches${where || " in the code base"}`,
          consumes: ["code-base"],
          produces: ["places"],
          effort: 0.3,
          successCriterion: `the files and tests that ${feature} touches are listed`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the change for ${feature}${where}${tools}${sayFound(goal)}`,
          task: `Design the behaviour, the interface and the settings of ${feature}${where}${sayStated(goal)}${sayWithout(goal)}`,
          consumes: [...research.known, "places"],
          successCriterion: `the change for ${feature} is cut into parts that can be merged one by one`,
        },
        ...changes,
        ...createFinishingSteps({
          subject: `${feature}${where}`,
          focus: "what worked before",
          work: changes.map((change) => change.id),
        }),
      ],
    };
  },
});

/** "dark mode to the settings page": what is added, and where. */
function splitFeature(goal: Goal): { feature: string; place: string } {
  const match = /^(.+?)\s+(?:to|into|in|on)\s+(?:the |our |my |a |an |its |your )?(.+)$/i.exec(goal.object);
  const isExtension = goal.verb === "extend" || goal.verb === "enable";
  if (match === null || isExtension) return { feature: goal.object, place: "" };
  return { feature: match[1] ?? goal.object, place: match[2] ?? "" };
}
