import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { createDetailSteps } from "./detail-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { nameSubject } from "../goal-traits.ts";
import { sayGoal } from "../say-goal.ts";
import { sayThe } from "../wording.ts";

const campaign =
  /\b(?:campaigns?|marketing (?:plan|strategy|concept)|(?:content|social media|seo|go-to-market|gtm|launch|pr|sales|growth|outreach) (?:plan|strategy|calendar)|(?:facebook|google|instagram|linkedin) ads|advertis(?:e|ing)|drip sequence|email sequence|e-?mail series|marketing for|promote|promotion)\b/i;
const audience =
  /\b(?:newsletter|subscribers?|followers?|audience|traffic|visitors|leads?|customers?|sales|sign-?ups?|downloads|readers|members|users|revenue|views|bookings|donations|channel|reach|community|email list|mailing list)\b/i;

/** Whom to reach with which promise, channels and texts at once, a trial, then the whole, judged by figures. */
export const runCampaign = defineMethod({
  name: "run-campaign",
  description: "Win people for something: a campaign, a launch, more readers, customers or members",
  goal: {
    where: isCampaign,
    intents: ["document", "build", "plan", "design", "other", "improve", "research"],
  },
  subtasks(goal) {
    const { one, limits, without } = sayGoal(goal);
    const the = sayThe(goal, nameSubject(goal));
    const aim = `${goal.verb === "" ? "prepare" : goal.verb} ${one}`;
    const research = createResearchSteps(goal, [
      {
        subject: `audience of ${goal.object}`,
        question: `Whom must one reach in order to ${aim}, where are they, and what matters to them?`,
        description: `Find out whom to reach in order to ${aim}, where they are and what matters to them`,
      },
      {
        subject: `examples for ${goal.object}`,
        question: `What have others done to ${aim}, and with what success?`,
        description: `Find out what others have done to ${aim}, and with what success`,
      },
    ]);
    const details = createDetailSteps(goal, research.known);
    return {
      steps: [
        ...research.steps,
        {
          id: "measure-today",
          agentType: AgentType.CODE,
          description: `Record today's figures for ${the} and set the figure that counts as success${limits}`,
          produces: ["baseline"],
          effort: 0.4,
          successCriterion: `it can be told from one figure whether it worked to ${aim}`,
        },
        ...details,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the message, the channels, the dates and the money in order to ${aim}${limits}${without}`,
          task: `Design the message, the channels and the calendar in order to ${aim}${limits}${without}`,
          consumes: [...research.known, "baseline", ...details.map(({ id }) => id)],
          successCriterion: `each channel for ${the} has a date, a cost and an expected result`,
        },
        {
          id: "write-texts",
          agentType: AgentType.KNOWLEDGE,
          description: `Write the texts for ${the} in two versions per channel${without}`,
          question: `What should the texts for ${the} say?`,
          consumes: ["plan", ...research.known],
          produces: ["texts"],
          successCriterion: `each text for ${the} has one message and one thing to do next`,
        },
        {
          id: "set-up-tracking",
          agentType: AgentType.CODE,
          description: `Set up what counts the results of ${the} per channel and version`,
          consumes: ["plan"],
          produces: ["tracking"],
          effort: 0.5,
          successCriterion: `a trial visit to ${the} shows up under its channel and version`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the texts for ${the}: claims, tone, consent and the law on advertising`,
          consumes: ["texts"],
          produces: ["review-report"],
          successCriterion: `no text for ${the} promises what cannot be kept`,
        },
        {
          id: "run-trial",
          agentType: AgentType.BROWSER,
          description: `Run a small trial of ${the} and compare the versions`,
          consumes: ["texts", "tracking", "review-report"],
          produces: ["trial-results"],
          successCriterion: `it is known which version of ${the} does better, and by how much`,
        },
        {
          id: "judge-results",
          agentType: AgentType.REVIEW,
          description: `Judge ${the} by its figures and say what to do more of, less of and differently`,
          consumes: ["trial-results", "baseline"],
          optional: true,
          successCriterion: `each channel of ${the} is kept, changed or dropped, with the figure behind it`,
        },
      ],
    };
  },
});

function isCampaign({ intent, verb, object, text }: Goal): boolean {
  const head = object.replace(/\s(?:that|which|to|from)\s.*$/i, "");
  const isThing =
    campaign.test(head.replace(/\s(?:for|about)\s.*$/i, "")) || /^(?:promote|advertise|market)\b/i.test(text);
  if (
    /^(?:fundraise|crowdfund)$/.test(verb) ||
    (verb === "raise" && /\b(?:\d[\d.,]*k?|money|funds|donations|capital)\b/i.test(object))
  )
    return true;
  const isSoftware =
    /\b(?:tool|app|bot|software|script|dashboard|api|platform|manager|tracker|page|website|system|builder|service)$/i.test(
      head.replace(/\s(?:for|about|of|with)\s.*$/i, ""),
    );
  if (isThing) return !isSoftware;
  const grows =
    /^(?:grow|attract|increase|get|boost|double|gain|win|raise)$/.test(verb) ||
    /^(?:attract|boost|double|gain|win|get more)\b/i.test(text);
  return grows && intent !== "document" && audience.test(head);
}
