import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

/** What shall be decided, what everybody must know before, who comes, the agenda, and what remains afterwards. */
export const prepareMeeting = defineMethod({
  name: "prepare-meeting",
  description: "Prepare and hold a meeting at which something is decided",
  goal: {
    intents: ["other", "plan"],
    where: ({ verb, object, technologies }) =>
      technologies.length === 0 &&
      /^(?:|prepare|prepare for|plan|organi[sz]e|run|hold|host|schedule|set up|lead|arrange|facilitate)$/.test(
        verb,
      ) &&
      meeting.test(object.replace(/\s(?:with|for|about|on|in|at|of|next|because|so)\s.*$/i, "")),
  },
  subtasks(goal) {
    const { the, limits, without } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `What has to be reported and decided at ${the}, by rules and by what was left open last time?`,
        description: `Find out what has to be reported and decided at ${the}`,
      },
    ]);
    return {
      steps: [
        {
          id: "set-aims",
          agentType: AgentType.REVIEW,
          description: `Set what shall be decided at ${the}, and who must be there for that`,
          produces: ["aims"],
          effort: 0.3,
          successCriterion: `each aim of ${the} ends in a decision or in a task`,
        },
        ...research.steps,
        {
          id: "plan-agenda",
          agentType: AgentType.PLANNER,
          description: `Plan the agenda of ${the}: points, minutes for each, who leads it${limits}${without}`,
          task: `Design the agenda of ${the}: points in order of weight, minutes for each, who leads it${limits}${without}`,
          consumes: ["aims", ...research.known],
          produces: ["agenda"],
          successCriterion: `the points of ${the} fit in its time, with a reserve`,
        },
        {
          id: "write-papers",
          agentType: AgentType.KNOWLEDGE,
          description: `Write what everybody must have read before ${the}: facts, figures, a proposal for each decision`,
          question: `What must everybody know before ${the}?`,
          consumes: ["agenda", ...research.known],
          produces: ["papers"],
          successCriterion: `each decision of ${the} has a proposal of one page`,
        },
        {
          id: "write-invitation",
          agentType: AgentType.KNOWLEDGE,
          description: `Draft the invitation to ${the} with time, place, agenda and what to bring`,
          question: `What must the invitation to ${the} say?`,
          consumes: ["agenda"],
          effort: 0.3,
          successCriterion: `whoever reads the invitation to ${the} knows why they are needed`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Go through ${the} beforehand: likely questions, objections, what is decided if time runs out`,
          consumes: ["agenda", "papers"],
          successCriterion: `each likely objection at ${the} has an answer`,
        },
        {
          id: "prepare-minutes",
          agentType: AgentType.CODE,
          description: `Prepare the minutes of ${the}: a line for each decision, each task with somebody and a date`,
          consumes: ["agenda"],
          effort: 0.3,
          optional: true,
          successCriterion: `the minutes of ${the} can be sent on the same day`,
        },
      ],
    };
  },
});

/** At its end only: "meeting room app" is none. */
const meeting =
  /\b(?:meeting|retrospective|kick-?off|sprint planning|agm|(?:performance|board|quarterly|project|annual) review|status call)s?$/i;
