import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { defineMethod } from "../method.ts";
import { sayGoal } from "../say-goal.ts";

const dataNoun =
  /\b(?:data(?:sets?)?|survey (?:results|responses|answers)|responses|results in|figures|sales|revenue|churn|conversions?|traffic|metrics|kpis?|logs?|csv|spreadsheet|excel (?:file|sheet)|statistics|numbers|transactions|tickets|reviews|feedback|usage|retention|cohorts?|funnel|sign-?ups|orders)\b/i;
const analysis = /^(?:analy[sz]e|examine|explore|evaluate|interpret|visuali[sz]e|crunch|analysis|segment)$/;
const change =
  /\b(?:dropp?(?:ed|s|ing)?|fell|falls|rose|increas\w+|decreas\w+|declin\w+|went (?:up|down)|spik\w+|grew)\b/i;

/** The question in figures, the data and their faults, the computation, a second way to the same figure, the meaning. */
export const analyseData = defineMethod({
  name: "analyse-data",
  description: "Answer a question from data that there is, with figures and charts that can be repeated",
  goal: { where: isAnalysis, intents: ["research", "decide", "other", "compare"] },
  subtasks(goal) {
    const { the, without } = sayGoal(goal);
    const isWhy = /^why\b/i.test(goal.object);
    const matter = isWhy ? `“${goal.object}”` : the;
    const source = isWhy ? `the data behind ${matter}` : the;
    return {
      given: ["data"],
      steps: [
        {
          id: "set-questions",
          agentType: AgentType.REVIEW,
          description: isWhy
            ? `Turn ${matter} into questions that the data can answer, each with its figure`
            : `Set the questions that ${matter} shall answer, each with the figure that answers it`,
          produces: ["questions"],
          effort: 0.4,
          successCriterion: `each question about ${matter} says which result would lead to which decision`,
        },
        {
          id: "inspect-data",
          agentType: AgentType.CODE,
          madeWith: ["data-processing", "language"],
          description: `Inspect ${source} for gaps, duplicates, outliers and unclear definitions`,
          consumes: ["data"],
          produces: ["clean-data"],
          successCriterion: `each fault in ${source} is removed or written down`,
        },
        {
          id: "compute",
          agentType: AgentType.CODE,
          madeWith: ["data-processing", "language"],
          description: `Compute the figures and charts on ${matter}${without}`,
          consumes: ["questions", "clean-data"],
          produces: ["figures"],
          successCriterion: `the figures on ${matter} come out again from the data by one command`,
        },
        {
          id: "check-figures",
          agentType: AgentType.TEST,
          description: `Compute the main figures on ${matter} by a second way and compare`,
          consumes: ["figures", "clean-data"],
          produces: ["check"],
          effort: 0.5,
          successCriterion: `both ways give the same figures on ${matter}`,
        },
        {
          id: "interpret",
          agentType: AgentType.REVIEW,
          description: `Say what the figures on ${matter} show, and what else could explain them`,
          consumes: ["questions", "figures", "check"],
          produces: ["research-findings"],
          successCriterion: `each statement on ${matter} rests on a figure and names its uncertainty`,
        },
      ],
    };
  },
});

/** "Why conversion dropped in March" asks the speaker's own data; "why cats purr" does not. */
function isAnalysis({ verb, object, text, technologies, question }: Goal): boolean {
  if (analysis.test(verb)) return dataNoun.test(object) && technologies.length < 3;
  const isOwnFigure =
    dataNoun.test(object) &&
    change.test(object) &&
    /\b(?:our|my|\d+ ?%|last|this|in (?:january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]))\b/i.test(
      text,
    );
  return isOwnFigure && (/^why\b/i.test(object) || /^why\b/i.test(question ?? ""));
}
