import { AgentType } from "@convoke/core";
import { joinList, toSlug } from "../goal/phrases.ts";
import { classifyThing } from "../goal/things.ts";
import { createFeatureSteps } from "./feature-steps.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { defineMethod } from "./method.ts";
import { createResearchSteps } from "./research-steps.ts";
import type { StepDraft } from "./step-draft.ts";
import { sayFound, sayOne, sayStated, sayWith, sayWithout } from "./wording.ts";

/** Server side and pages at once, then the features, then tests, a review and a walk through in the browser. */
export const buildWebApplication = defineMethod({
  name: "build-web-application",
  description: "Build something that people use in a browser or on a phone",
  applies: ({ intent, object }) =>
    intent === "build" && classifyThing(object) === "web-application" ? 0.8 : 0,
  expand(goal) {
    const subject = `the ${goal.object}`;
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `How to build ${sayOne(goal.object)}${sayStated(goal)}: structure, libraries, pitfalls`,
        description: `Find out how ${sayOne(goal.object)} is best built${tools}`,
      },
    ]);
    const pages = goal.objects.map((object): StepDraft => ({
      id: `build-pages-${toSlug(object)}`,
      agentType: AgentType.CODE,
      description: `Implement the pages of the ${object}${tools}`,
      consumes: ["plan"],
      successCriterion: `every page of the ${object} is shown with sample data`,
    }));
    const features = createFeatureSteps(goal.features, subject, [
      "server-side",
      ...pages.map((page) => page.id),
    ]);
    const work = ["server-side", ...pages.map((page) => page.id), ...features.map((feature) => feature.id)];
    return {
      steps: [
        ...research.steps,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan pages, data and structure of ${subject}${tools}${sayFound(goal)}`,
          task: `Design pages, data model and user flows of ${subject}${sayStated(goal)}${sayWithout(goal)}`,
          consumes: research.known,
          successCriterion: `each part of ${subject} has a step of its own`,
        },
        {
          id: "build-server-side",
          agentType: AgentType.CODE,
          description: `Implement data model and server side of ${subject}${tools}`,
          consumes: ["plan", ...research.known],
          produces: ["server-side"],
          effort: 1.5,
          successCriterion: `${subject} stores and returns its data`,
        },
        ...pages,
        ...features,
        ...createFinishingSteps({ subject, focus: joinList(goal.features), work }),
        {
          id: "walk-through",
          agentType: AgentType.BROWSER,
          description: `Open ${subject} and walk through ${joinList(goal.features) || "its main pages"}`,
          consumes: ["finished-work"],
          successCriterion: `a user of ${subject} reaches the end of each path`,
        },
      ],
      risks: [`The walk through needs an address at which ${subject} runs.`],
    };
  },
});
