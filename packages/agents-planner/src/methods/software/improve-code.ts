import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { findKindsOfWork } from "../../research/technology-kinds.ts";
import { joinList } from "../../text/phrases.ts";
import { dropFigure, isAboutSoftware, isMoveOnPage, isPersonal } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayThe, sayWith, sayWithout } from "../wording.ts";

/** What is better at home has no code. */
const isHome =
  /\b(?:kitchen|bathroom|house|apartment|flat|garden|garage|office space|bedroom|sleep|diet|posture|handwriting|marriage|relationship)\b/i;

/** Measures first, so that the improvement can be shown. */
export const improveCode = defineMethod({
  name: "improve-code",
  description: "Make something that exists faster, safer, smaller or clearer",
  goal: measureImprovement,
  subtasks(goal) {
    const subject = nameChanged(goal);
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

/** Below a method made for the goal, above the most general one: an unknown verb about software changes it. */
const changeFit = 0.2;

function measureImprovement(goal: Goal): number {
  if (isRestructuring(goal)) return 0.5;
  if (goal.intent === "improve" || (goal.intent === "migrate" && isMoveOnPage(goal)))
    return isPersonal(goal) || isHome.test(goal.object) ? 0 : 0.5;
  return goal.intent === "other" && !leavesCode.test(goal.verb) && isAboutSoftware(goal) ? changeFit : 0;
}

/** Verbs whose work is not done in the code, though they speak of software. */
const leavesCode =
  /^(?:|get|start|use|buy|sell|hire|find|tell|show|present|teach|train|prepare|do|manage|organi[sz]e|track|celebrate|help|make|run|order|plan|install|configure|monitor|negotiate|give|send|bring|save|finance|rank|suggest|propose|shortlist|finish|estimate|calculate|translate|automate|notify|email|attend|join|lead|whiteboard|arrange|apply for)$/;

/** What is changed: "the monolith" of "split the monolith into services"; what must hold is quoted. */
function nameChanged(goal: Goal): string {
  if (/^(?:make sure|ensure)$/.test(goal.verb)) return `“${goal.object}”`;
  if (goal.objects.length > 1) return sayThe(goal);
  return sayThe(
    goal,
    dropFigure(isRestructuring(goal) ? goal.object.replace(/\sinto\s.*$/i, "") : goal.object),
  );
}
