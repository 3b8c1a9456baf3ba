import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { toSlug } from "../goal/phrases.ts";
import { classifyThing } from "../goal/things.ts";
import { defineMethod } from "./method.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { createResearchSteps } from "./research-steps.ts";
import type { StepDraft } from "./step-draft.ts";
import { capitalize, sayFound, sayStated, sayWith, sayWithout } from "./wording.ts";

/** For every goal that no other method fits: find out, work it out part by part, check. */
export const general = defineMethod({
  name: "general",
  description: "Any goal: find out what it takes, work out each part, check the whole",
  applies: () => 0.1,
  expand(goal) {
    const aim = `${goal.verb} ${goal.object}`.trim();
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question:
          goal.verb === ""
            ? goal.object
            : `What does it take to ${aim}${sayStated(goal)}${sayWithout(goal)}?`,
        description:
          goal.verb === "" ? `Find out about ${goal.object}` : `Find out what it takes to ${aim}${tools}`,
      },
    ]);
    const isSoftware = isAboutSoftware(goal);
    const parts = [...(goal.objects.length > 1 ? goal.objects : [goal.object]), ...goal.features].map(
      (part): StepDraft => ({
        id: `work-${toSlug(part)}`,
        agentType: isSoftware ? AgentType.CODE : AgentType.KNOWLEDGE,
        description: isSoftware
          ? `${capitalize(goal.verb || "make")} ${part}${tools}${sayFound(goal)}`
          : `Work out ${part === goal.object ? `how to ${goal.verb || "do"} ${part}` : `${part} for ${goal.object}`}${sayWithout(goal)}`,
        consumes: research.known,
        successCriterion: `${part} is ${isSoftware ? "in place and can be tried" : "settled, with sources"}`,
      }),
    );
    const work = [...new Map(parts.map((part) => [part.id, part])).values()];
    const names = work.map((part) => part.id);
    if (isSoftware) {
      return {
        steps: [
          ...research.steps,
          ...work,
          ...createFinishingSteps({ subject: goal.object, focus: "", work: names }),
        ],
      };
    }
    return {
      steps: [
        ...research.steps,
        ...work,
        {
          id: "set-out-tasks",
          agentType: AgentType.PLANNER,
          description: `Set out tasks, order and duties: ${aim}${sayFound(goal)}`,
          task: aim,
          consumes: [...research.known, ...names],
          produces: ["plan"],
          successCriterion: `everything that ${goal.object} needs has somebody and a time`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the plan against the goal: ${aim}${sayWithout(goal)}`,
          consumes: ["plan", ...names],
          successCriterion: `nothing that ${goal.object} needs is missing`,
        },
      ],
      assumptions: [
        `No method of the library is made for “${goal.object}”: the steps are the most general ones.`,
      ],
    };
  },
});

function isAboutSoftware({ intent, object, technologies }: Goal): boolean {
  const kind = classifyThing(object);
  if (kind === "document" || kind === "plan") return false;
  return intent === "deploy" || kind !== undefined || (technologies.length > 0 && intent === "build");
}
