import { AgentType } from "@convoke/core";
import { joinList } from "../text/phrases.ts";
import type { Goal } from "../goal/goal.ts";
import { classifyThing } from "../goal/things.ts";
import { defineMethod } from "./method.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { createResearchSteps } from "./research-steps.ts";
import { sayThe, sayWith, sayWithout } from "./wording.ts";

/** "Clean up my inbox": nothing that is made of code. */
function isPersonal({ text, object, technologies }: Goal): boolean {
  const isSoftware =
    classifyThing(object) !== undefined || /\b(?:code|builds?|software|programs?)\b/i.test(object);
  return /\bmy\b/i.test(text) && technologies.length === 0 && !isSoftware;
}

/** Measures first, so that the improvement can be shown. */
export const improveCode = defineMethod({
  name: "improve-code",
  description: "Make something that exists faster, safer, smaller or clearer",
  goal: { intents: ["improve"], where: (goal) => !isPersonal(goal) },
  subtasks(goal) {
    const subject = sayThe(goal);
    const aim = `${goal.verb} ${subject}${goal.verb === "make" ? ` ${joinList(goal.features)}` : ""}`;
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `How do you ${aim}${tools}?`,
        description: `Find out how to ${aim}${tools}`,
      },
    ]);
    return {
      given: ["code-base"],
      steps: [
        ...research.steps,
        {
          id: "measure-before",
          agentType: AgentType.TEST,
          description: `Record today's state of ${subject} in figures and tests`,
          consumes: ["code-base"],
          produces: ["baseline"],
          successCriterion: `the figures for ${subject} can be repeated`,
        },
        {
          id: "change",
          agentType: AgentType.CODE,
          description: `Change the code to ${aim}${tools}`,
          consumes: ["baseline", ...research.known],
          successCriterion: `${subject} is measurably better and behaves as before`,
        },
        ...createFinishingSteps({
          subject: `the change to ${subject}`,
          focus: "the figures from before",
          work: ["change", "baseline"],
        }),
      ],
    };
  },
});
