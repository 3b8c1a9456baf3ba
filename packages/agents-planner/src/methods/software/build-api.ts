import { AgentType } from "@convoke/core";
import { joinList } from "../../text/phrases.ts";
import { createFeatureSteps } from "./feature-steps.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { defineMethod } from "../method.ts";
import { createRequirementSteps } from "./requirement-steps.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayBe, sayThe, sayOne, sayWith, sayWithout } from "../wording.ts";

/** Contract first, then data and endpoints, features, tests, review and a reference for callers. */
export const buildApi = defineMethod({
  name: "build-api",
  description: "Build an API, a service or a server that other programs call",
  goal: { intents: ["build"], things: ["api"] },
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
    const features = [
      ...createFeatureSteps(goal.features, subject, ["endpoints"]),
      ...createRequirementSteps(goal.requirements, subject, ["endpoints"]),
    ];
    const work = ["data-layer", "endpoints", ...features.map((feature) => feature.id)];
    return {
      steps: [
        ...research.steps,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the endpoints, the data model and the errors of ${subject}${tools}`,
          task: `Design the endpoints, the data model and the error format of ${subject}${sayWith(goal)}${sayWithout(goal)}`,
          consumes: research.known,
          madeWith: ["backend", "database"],
          successCriterion: `each resource of ${subject} has its operations, fields and errors`,
        },
        {
          id: "build-data-layer",
          agentType: AgentType.CODE,
          description: `Implement the data model and the storage of ${subject}${tools}`,
          consumes: ["plan", ...research.known],
          produces: ["data-layer"],
          madeWith: ["database", "object-mapper"],
          successCriterion: `the records of ${subject} are stored, read and validated`,
        },
        {
          id: "build-endpoints",
          agentType: AgentType.CODE,
          description: `Implement the endpoints of ${subject}${tools}`,
          consumes: ["plan", "data-layer"],
          produces: ["endpoints"],
          madeWith: ["backend", "api-style", "validation", "language"],
          effort: 1.5,
          successCriterion: `each endpoint of ${subject} answers as planned, bad requests included`,
        },
        ...features,
        ...createFinishingSteps({ subject, focus: joinList(goal.features) || "bad requests", work }),
        {
          id: "write-reference",
          agentType: AgentType.CODE,
          description: `Write the reference of ${subject} with an example call for each endpoint`,
          consumes: ["finished-work"],
          effort: 0.5,
          optional: true,
          successCriterion: `a stranger can call ${subject} from its reference alone`,
        },
      ],
    };
  },
});
