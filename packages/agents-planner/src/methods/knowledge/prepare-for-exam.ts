import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const exam =
  /\b(?:exams?|finals?|mid-?terms?|interviews?|certificat(?:e|es|ion)|test|gmat|gre|sat|toefl|ielts|audition|pitch|presentation|debate|negotiation|audit|oral|assessment centre|assessment center|driving licen[cs]e)\b/i;

/** What is asked and how it is judged, where one stands, a timetable by weakness, rehearsals under real conditions. */
export const prepareForExam = defineMethod({
  name: "prepare-for-exam",
  description: "Get ready for an examination, an interview or another hour in which one is judged",
  goal: {
    where: ({ verb, object }) =>
      (/^(?:study for|practise|practice|pass)$/.test(verb) && exam.test(object)) ||
      (/^(?:prepare|study|get ready|practi[cs]e|train)$/.test(verb) &&
        /^(?:me |myself |us )?for\b/i.test(object) &&
        exam.test(object)),
  },
  subtasks(goal) {
    const { limits, without } = sayGoal(goal);
    const what = goal.object.replace(/^(?:me |myself |us )?for /i, "");
    const named = /^(?:an?|the|my|our|his|her|their) /i.test(what)
      ? what
      : `the ${what}`.replace(/^the (an?|my|our) /, "$1 ");
    const research = createResearchSteps(goal, [
      {
        subject: `questions and marking ${what}`,
        question: `What is asked in ${named}, in which form, and how is it judged?`,
        description: `Find out what is asked in ${named} and how it is judged`,
      },
      {
        subject: `material and past questions ${what}`,
        question: `Which material and past questions are there for ${named}?`,
        description: `Find material and past questions for ${named}${without}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "test-start",
          agentType: AgentType.TEST,
          description: `Go through a sample of ${named} unprepared and mark it by topic`,
          consumes: research.known,
          produces: ["weaknesses"],
          effort: 0.5,
          successCriterion: `the topics of ${named} are ordered by what is lost in them`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the days before ${named}, the weakest topics first${limits}`,
          task: `Design the stages, the hours and the repetitions before ${named}${limits}`,
          consumes: [...research.known, "weaknesses"],
          successCriterion: `each topic of ${named} comes up at least twice, days apart`,
        },
        {
          id: "make-practice",
          agentType: AgentType.KNOWLEDGE,
          description: `Write practice questions with model answers for ${named}`,
          question: `Which practice questions with model answers suit ${named}?`,
          consumes: ["weaknesses", ...research.known],
          produces: ["practice"],
          successCriterion: `each topic of ${named} has questions of the real form`,
        },
        {
          id: "rehearse",
          agentType: AgentType.REVIEW,
          description: `Rehearse ${named} under its real conditions and judge it by its own marks`,
          consumes: ["plan", "practice"],
          successCriterion: `the rehearsal of ${named} reaches the mark that is needed, or the plan is changed`,
        },
      ],
    };
  },
});
