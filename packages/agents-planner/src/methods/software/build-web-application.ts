import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { joinList, toSlug } from "../../text/phrases.ts";
import { classifyThing } from "../../goal/things.ts";
import { makeStepsDistinct } from "../distinct-steps.ts";
import { createFeatureSteps } from "./feature-steps.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { defineMethod } from "../method.ts";
import { createRequirementSteps } from "./requirement-steps.ts";
import { createResearchSteps } from "../research-steps.ts";
import type { StepDraft } from "../step-draft.ts";
import { sayBe, sayThe, sayOne, sayWith, sayWithout } from "../wording.ts";

/** Server side and pages at once, then the features, then tests, a review and a walk through in the browser. */
export const buildWebApplication = defineMethod({
  name: "build-web-application",
  description: "Build something that people use in a browser or on a phone",
  goal: { intents: ["build"], things: ["web-application"] },
  subtasks(goal) {
    const subject = sayThe(goal);
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `How ${sayBe(goal)} ${sayOne(goal)} best built${sayWith(goal)}?`,
        description: `Find out how ${sayOne(goal)} ${sayBe(goal)} best built${tools}`,
      },
    ]);
    const views = hasScreens(goal) ? "screens" : "pages";
    const view = views.slice(0, -1);
    const pages = makeStepsDistinct(
      goal.objects.map((object): StepDraft => ({
        id: `build-pages-${toSlug(object)}`,
        agentType: AgentType.CODE,
        description: `Implement the ${classifyThing(object) === "api" ? "endpoints" : views} of ${sayThe(goal, object)}${tools}`,
        consumes: ["plan"],
        madeWith: classifyThing(object) === "api" ? ["backend", "validation"] : ["frontend"],
        successCriterion: `every ${view} of ${sayThe(goal, object)} is shown with sample data`,
      })),
    );
    const base = ["server-side", ...pages.map((page) => page.id)];
    const features = [
      ...createFeatureSteps(goal.features, subject, base),
      ...createRequirementSteps(goal.requirements, subject, base),
    ];
    const work = [...base, ...features.map((feature) => feature.id)];
    return {
      steps: [
        ...research.steps,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the ${views}, the data and the structure of ${subject}${tools}`,
          task: `Design the ${views}, the data model and the user flows of ${subject}${sayWith(goal)}${sayWithout(goal)}`,
          consumes: research.known,
          madeWith: ["backend", "frontend"],
          successCriterion: `each part of ${subject} has a step of its own`,
        },
        {
          id: "build-server-side",
          agentType: AgentType.CODE,
          description: `Implement the data model and the server side of ${subject}${tools}`,
          consumes: ["plan", ...research.known],
          produces: ["server-side"],
          madeWith: ["backend", "database", "object-mapper", "language"],
          effort: 1.5,
          successCriterion: `${subject} stores and returns its data`,
        },
        ...pages,
        ...features,
        ...createFinishingSteps({ subject, focus: joinList(goal.features), work }),
        {
          id: "walk-through",
          agentType: AgentType.BROWSER,
          optional: true,
          description: `Open ${subject} and walk through ${joinList(goal.features) || `${sayBe(goal) === "are" ? "their" : "its"} main ${views}`}`,
          consumes: ["finished-work"],
          successCriterion: `a user of ${subject} reaches the end of each path`,
        },
      ],
      risks: [`The walk through needs an address at which ${subject} can be reached.`],
    };
  },
});

/** Apps on phones and desktops, and games, have screens; what runs in a browser has pages. */
function hasScreens({ object, technologies }: Goal): boolean {
  return (
    /\b(?:mobile app|native app|(?:ios|android|iphone|ipad|desktop|phone) app(?:lication)?s?|games?)\b/i.test(
      object.replace(/\s(?:for|that|which|to)\s.*$/i, ""),
    ) ||
    technologies.some((name) =>
      /^(?:iOS|Android|Flutter|React Native|Swift|Unity|Unreal Engine|Godot|Electron|Tauri)\b/.test(name),
    )
  );
}
