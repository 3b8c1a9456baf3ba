import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { findKindsOfWork } from "../research/technology-kinds.ts";
import { joinList } from "../text/phrases.ts";
import { dropFigure, isMoveOnPage, isPersonal } from "./goal-traits.ts";
import { defineMethod } from "./method.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { createResearchSteps } from "./research-steps.ts";
import { sayThe, sayWith, sayWithout } from "./wording.ts";

/** What is better at home has no code. */
const isHome =
  /\b(?:kitchen|bathroom|house|apartment|flat|garden|garage|office space|bedroom|sleep|diet|posture|handwriting|marriage|relationship)\b/i;

/** Measures first, so that the improvement can be shown. */
export const improveCode = defineMethod({
  name: "improve-code",
  description: "Make something that exists faster, safer, smaller or clearer",
  goal: {
    intents: ["improve", "migrate", "other"],
    where: (goal) =>
      isRestructuring(goal) ||
      ((goal.intent === "improve" || isMoveOnPage(goal)) && !isPersonal(goal) && !isHome.test(goal.object)),
  },
  subtasks(goal) {
    const subject = goal.objects.length > 1 ? sayThe(goal) : sayThe(goal, dropFigure(goal.object));
    // clearer code behaves as before and has no figure of its own
    const isTidying =
      /^(?:refactor|clean up|simplify|rename|merge|restructure|split|extract|break up|decompose|consolidate)$/.test(
        goal.verb,
      );
    const aim = `${goal.verb} ${sayThe(goal)}${goal.verb === "make" ? ` ${joinList(goal.features)}` : ""}`;
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
          description: isTidying
            ? `Write tests that hold today's behaviour of ${subject}`
            : `Record today's state of ${subject} in figures and tests`,
          consumes: ["code-base"],
          produces: ["baseline"],
          successCriterion: isTidying
            ? `the tests of ${subject} pass before anything is changed`
            : `the figures for ${subject} can be repeated`,
        },
        {
          id: "change",
          agentType: AgentType.CODE,
          madeWith: [...findKindsOfWork(goal.object), "recommended"],
          description: `Change the code to ${aim}${tools}`,
          consumes: ["baseline", ...research.known],
          successCriterion: isTidying
            ? `${subject} can be read and changed more easily, with the same behaviour`
            : `the figures for ${subject} are better, with the same behaviour`,
        },
        ...createFinishingSteps({
          subject: `the change to ${subject}`,
          focus: isTidying ? "what worked before" : "the figures from before",
          work: ["change", "baseline"],
        }),
      ],
    };
  },
});

/** "Split the monolith into services", "extract the templates into a package": the code is cut anew. */
function isRestructuring(goal: Goal): boolean {
  return (
    /^(?:split|split up|extract|break up|break down|decompose|consolidate|unify|standardi[sz]e)$/.test(
      goal.verb,
    ) &&
    /\binto (?:an? |the |our |its |their |several |two |three |\d+ )?(?:own |new |separate |shared |smaller |single |independent )*(?:micro-?)?(?:services?|modules?|packages?|librar(?:y|ies)|components?|functions?|class(?:es)?|files?|repo(?:sitor(?:y|ies))?s?|workspaces?|hooks?|layers?|apps?)\b/i.test(
      goal.text,
    )
  );
}
