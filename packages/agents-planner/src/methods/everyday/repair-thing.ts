import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import type { Goal } from "../../goal/goal.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const thing =
  /\b(?:taps?|faucet|sink|bikes?|bicycles?|cars?|engine light|washing machine|dishwasher|fridge|refrigerator|freezer|roof|door|toilet|boiler|heat(?:er|ing)|radiator|chair|tyres?|tires?|gutter|oven|stove|lawn ?mower|vacuum|coffee machine|lamp|shower|drain|pipe|zip(?:per)?|guitar|piano|watch|scooter|air conditioning|fence|floorboard|wall|laptop (?:screen|fan|battery)|phone screen|printer)\b/i;

/** What exactly is wrong, whether it is worth it and safe to do oneself, parts and tools, the work, a trial. */
export const repairThing = defineMethod({
  name: "repair-thing",
  description: "Repair something that can be touched",
  goal: { intents: ["fix"], where: isTouchable },
  subtasks(goal) {
    const { the, limits, without } = sayGoal(goal);
    const named = / (?:is|does|do|are|won['’]t|can['’]t|doesn['’]t) /i.test(goal.object)
      ? `“${goal.object}”`
      : the;
    const research = createResearchSteps(goal, [
      {
        subject: `causes and repair ${goal.object}`,
        question: `What causes ${named}, and how is it repaired?`,
        description: `Find out what causes ${named} and how it is repaired`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "narrow-down",
          agentType: AgentType.DEBUG,
          description: `Work out a series of small checks that show which cause ${named} has`,
          consumes: research.known,
          produces: ["checks"],
          successCriterion: `each check of ${named} is safe, and its outcome leaves fewer causes`,
        },
        {
          id: "decide-who",
          agentType: AgentType.REVIEW,
          description: `Weigh for ${named}: do it oneself, call somebody, or replace it${limits}`,
          consumes: ["checks", ...research.known],
          produces: ["decision"],
          successCriterion: `what is dangerous or forbidden about ${named} is left to a trained person`,
        },
        {
          id: "find-parts",
          agentType: AgentType.BROWSER,
          description: `Find the parts, the tools or a workshop for ${named} with prices${limits}`,
          consumes: ["decision"],
          produces: ["parts"],
          successCriterion: `each part for ${named} fits the model and has a price and a delivery date`,
        },
        {
          id: "write-instructions",
          agentType: AgentType.KNOWLEDGE,
          description: `Write the instructions to repair ${named}${without}, with what to switch off first`,
          question: `In which order is ${named} repaired, and what must be switched off first?`,
          consumes: ["decision", ...research.known],
          produces: ["instructions"],
          successCriterion: `a layman can follow the instructions for ${named} and knows when to stop`,
        },
        {
          id: "plan-trial",
          agentType: AgentType.REVIEW,
          description: `Say how it is tried afterwards that ${named} is over`,
          consumes: ["instructions"],
          effort: 0.3,
          optional: true,
          successCriterion: `it can be told a day later whether ${named} is over`,
        },
      ],
    };
  },
});

function isTouchable({ object, technologies }: Goal): boolean {
  return (
    technologies.length === 0 &&
    thing.test(object) &&
    !/\b(?:page|app|api|website|form|button|test|code|build|driver|firmware|watch mode|script)\b/i.test(
      object,
    )
  );
}
