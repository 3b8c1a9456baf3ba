import { AgentType } from "@convoke/core";
import { findKindsOfWork } from "../../research/technology-kinds.ts";
import type { Goal } from "../../goal/goal.ts";
import { joinList } from "../../text/phrases.ts";
import { isAboutPerformance, nameSubject } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayThe, sayWith, sayWithout } from "../wording.ts";

/** Measure first, find the bottleneck, change that, measure again against the first figure. */
export const performanceWork = defineMethod({
  name: "performance-work",
  description: "Make software that exists faster or lighter, shown by figures from before and after",
  goal: { intents: ["improve", "fix", "other"], where: isAboutPerformance },
  subtasks(goal) {
    const named = nameSubject(goal);
    const subject = sayThe(goal, named.replace(measured, "").replace(rush, ""));
    const aim = sayAim(goal, goal.intent === "improve" ? sayThe(goal, named) : subject);
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const research = createResearchSteps(goal, [
      {
        subject: nameSubject(goal),
        question: `What commonly slows down ${subject}${tools}, and what helps?`,
        description: `Find out what commonly slows down ${subject}${tools}`,
      },
    ]);
    return {
      given: ["code-base"],
      steps: [
        ...research.steps,
        {
          id: "measure-before",
          agentType: AgentType.TEST,
          description: `Measure ${subject} under a typical load`,
          consumes: ["code-base"],
          produces: ["baseline"],
          successCriterion: `the figures for ${subject} come out alike in three runs`,
        },
        {
          id: "hold-behaviour",
          agentType: AgentType.TEST,
          madeWith: ["testing"],
          description: `Write tests that hold today's behaviour of ${subject}`,
          consumes: ["code-base"],
          produces: ["safety-net"],
          effort: 0.5,
          successCriterion: `the tests of ${subject} pass before anything is changed`,
        },
        {
          id: "find-bottleneck",
          agentType: AgentType.DEBUG,
          description: `Find the bottleneck of ${subject} with a profiler`,
          consumes: ["baseline", ...research.known],
          produces: ["bottleneck"],
          successCriterion: `the place is shown where most of the time or memory of ${subject} goes`,
        },
        {
          id: "change",
          agentType: AgentType.CODE,
          madeWith: [...findKindsOfWork(goal.object), "recommended"],
          description: `Change the code to ${aim}${tools}`,
          task: `Change the code to ${aim}${tools}: start at the bottleneck that was found, one change at a time`,
          consumes: ["bottleneck", "safety-net"],
          successCriterion: `the bottleneck of ${subject} is gone and the tests still pass`,
        },
        {
          id: "measure-again",
          agentType: AgentType.TEST,
          description: `Measure ${subject} again as at first and set the figures side by side`,
          consumes: ["change", "baseline"],
          produces: ["comparison"],
          successCriterion: `the figures show that it was possible to ${aim}${sayTarget(goal)}`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Review the change to ${subject} for side effects`,
          consumes: ["change"],
          successCriterion: `nothing about ${subject} has become wrong or harder to read`,
        },
        {
          id: "guard",
          agentType: AgentType.TEST,
          description: `Add a check that fails when the new figures of ${subject} are lost again`,
          consumes: ["comparison"],
          effort: 0.5,
          optional: true,
          successCriterion: `the check of ${subject} fails on the old state and passes on the new one`,
        },
      ],
      risks: [`Figures for ${subject} from a test machine may differ from those of its users.`],
    };
  },
});

/** "for Black Friday traffic" says when, not what. */
const rush = /\sfor (?:the )?(?:[\w-]+ ){0,3}(?:traffic|load|rush|season)$/i;

/** "latency of the search endpoint" is measured on the search endpoint. */
const measured =
  /^(?:(?:average|p\d\d|overall|initial) )?(?:latency|performance|speed|memory (?:usage|use|footprint|consumption)|cpu usage|(?:page )?load(?:ing)? times?|response times?|throughput|start-?up time|bundle size|build times?|execution time|rendering) (?:of|for|in) (?:the |our |my )?/i;

function sayAim({ intent, verb, features }: Goal, subject: string): string {
  if (intent !== "improve") return `make ${subject} faster`;
  return `${verb} ${subject}${verb === "make" ? ` ${joinList(features)}` : ""}`;
}

/** ": under 100 ms": the figure that the goal names. */
function sayTarget({ text }: Goal): string {
  const target =
    /\b(?:under|below|less than|at most|by|to)\s+(?:under |below |less than )?\d[\d.,]*\s?(?:%|ms|milliseconds?|s\b|sec\w*|minutes?|mb|kb|gb)/i.exec(
      text,
    );
  return target === null ? "" : ` (${target[0].toLowerCase()})`;
}
