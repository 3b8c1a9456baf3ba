import { AgentType } from "@convoke/core";
import { createDetailSteps } from "../everyday/detail-steps.ts";
import { defineMethod } from "../method.ts";
import type { Goal } from "../../goal/goal.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const lesson =
  /\b(?:workshops?|trainings?|lessons?|lectures?|courses?|curriculum|syllabus|boot ?camps?|(?:[\w-]+-(?:day|week) )onboarding|onboarding for new|tutorial session|classes|onboarding (?:program(?:me)?|training|materials?)|(?:training|teaching|course|learning|study) materials?|training (?:plan|program(?:me)?|course))\b/i;

/** What learners can do now and shall do then, the steps between, material and exercises, a trial. */
export const prepareTeaching = defineMethod({
  name: "prepare-teaching",
  description: "Teach somebody something: a lesson, a workshop, a training, a course",
  goal: { where: isTeaching },
  subtasks(goal) {
    const { one, the, limits, without } = sayGoal(goal);
    const isVerb = goal.verb === "teach" || (goal.verb === "train" && !lesson.test(goal.object));
    const matter = isVerb ? `how to ${goal.verb} ${one}` : the;
    const of = isVerb ? `in order to ${goal.verb} ${one}` : `for ${the}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: isVerb
          ? `How do you ${goal.verb} ${one}?`
          : `What is taught ${of}, and where do learners go wrong?`,
        description: isVerb
          ? `Find out ${matter}${without}`
          : `Find out what is taught and where learners go wrong ${of}`,
      },
    ]);
    const details = createDetailSteps(goal, research.known);
    return {
      steps: [
        ...research.steps,
        {
          id: "set-aims",
          agentType: AgentType.REVIEW,
          description: `Set what the learners can do now and shall be able to do at the end, ${of}`,
          produces: ["aims"],
          effort: 0.4,
          successCriterion: `each aim ${of} can be seen in something that a learner does`,
        },
        ...details,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the parts, their order and their timing ${of}${limits}${without}`,
          task: `Design the stages, the timing and the exercises ${of}${limits}${without}`,
          consumes: [...research.known, "aims", ...details.map(({ id }) => id)],
          successCriterion: `no step ${of} asks for what comes only later${limits}`,
        },
        {
          id: "make-material",
          agentType: AgentType.KNOWLEDGE,
          description: `Write the explanations and examples that are needed ${of}`,
          question: `Which explanations and examples are needed ${of}?`,
          consumes: ["plan", ...research.known],
          produces: ["material"],
          successCriterion: `each explanation ${of} has an example that the learners know`,
        },
        {
          id: "make-exercises",
          agentType: AgentType.KNOWLEDGE,
          description: `Write the exercises, and what to say when they go wrong, ${of}`,
          question: `Which exercises are needed ${of}?`,
          consumes: ["plan", "aims"],
          produces: ["exercises"],
          successCriterion: `each aim ${of} has an exercise that shows whether it is reached`,
        },
        {
          id: "try-out",
          agentType: AgentType.REVIEW,
          description: `Go through material and exercises as a learner would, ${of}`,
          consumes: ["material", "exercises"],
          successCriterion: `what is too long, too hard or unclear ${of} is changed`,
        },
      ],
    };
  },
});

function isTeaching({ verb, intent, object, technologies }: Goal): boolean {
  const head = object.replace(/\s(?:for|about|on|in|of|with|that|at|to)\s.*$/i, "");
  if (verb === "teach")
    return !/^(?:the |our |my |a |an )*(?:\S+ )?(?:model|bot|chatbot|agent|system|app|algorithm|robot)\b/i.test(
      object,
    );
  if (verb === "train")
    return (
      /^(?:new |the |our |my |a |an )*(?:\S+ )?(?:staff|team|employees?|colleagues?|people|dog|puppy|sales|agents|users|volunteers|managers?|developers|cat|horse|apprentices?)\b/i.test(
        object,
      ) && technologies.length === 0
    );
  const isMade =
    /^(?:other|build|design|plan|document)$/.test(intent) &&
    /^(?:|prepare|create|make|design|plan|develop|write|build|organi[sz]e|give|run|hold|draft|outline)$/.test(
      verb,
    );
  return isMade && lesson.test(head) && !/\b(?:app|platform|website|site|system|portal|page)\b/i.test(head);
}
