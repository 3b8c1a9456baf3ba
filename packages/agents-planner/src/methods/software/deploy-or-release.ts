import { AgentType } from "@convoke/core";
import { joinList } from "../../text/phrases.ts";
import { createFeatureSteps } from "./feature-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { capitalize, sayDestination, sayThe, sayWith, sayWithout } from "../wording.ts";

/** Prepares the way back first, then ships, then looks whether it runs. */
export const deployOrRelease = defineMethod({
  name: "deploy-or-release",
  description: "Bring software that exists to where it is used",
  goal: { intents: ["deploy"] },
  subtasks(goal) {
    const subject = sayThe(goal);
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const aim = `${goal.verb} ${subject}${sayDestination(goal)}`;
    const research = createResearchSteps(goal, [
      {
        subject: [goal.object, goal.destination, ...goal.technologies].filter(Boolean).join(" "),
        question: `What does it take to ${aim}${tools}?`,
        description: `Find out what it takes to ${aim}${tools}`,
      },
    ]);
    const features = createFeatureSteps(goal.features, `the release of ${subject}`, ["release"]);
    const release = ["release", ...features.map((feature) => feature.id)];
    return {
      given: ["code-base"],
      steps: [
        ...research.steps,
        {
          id: "prepare-release",
          agentType: AgentType.CODE,
          description: `Prepare the settings, the secrets and a way back for ${subject}${tools}`,
          consumes: ["code-base", ...research.known],
          produces: ["release"],
          madeWith: ["infrastructure"],
          effort: 0.5,
          successCriterion: "rolling out and rolling back take one command each",
        },
        ...features,
        {
          id: "test-release",
          agentType: AgentType.TEST,
          description: `Run all tests of ${subject} on what will be shipped`,
          consumes: release,
          produces: ["test-report"],
          successCriterion: `no test of ${subject} fails`,
        },
        {
          id: "roll-out",
          agentType: AgentType.CODE,
          description: `${capitalize(aim)}${goal.features.length === 0 ? "" : ` with ${joinList(goal.features)}`}${tools}`,
          consumes: [...release, "test-report"],
          produces: ["running-system"],
          madeWith: ["infrastructure"],
          successCriterion: `the users of ${subject} reach the new release`,
        },
        {
          id: "check-running",
          agentType: AgentType.TEST,
          description: `Check ${subject} after the release and try the way back`,
          consumes: ["running-system", "release"],
          effort: 0.5,
          successCriterion: "everything works there, the log is clean, and the way back was tried",
        },
      ],
      risks: [`To ${goal.verb} ${subject}, the agents must be given access rights.`],
    };
  },
});
