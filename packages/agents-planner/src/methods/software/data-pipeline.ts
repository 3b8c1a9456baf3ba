import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { createFeatureSteps } from "./feature-steps.ts";
import { isAboutDataFlow } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import { createRequirementSteps } from "./requirement-steps.ts";
import { createResearchSteps } from "../research-steps.ts";
import { type GoalPhrases, sayGoal } from "../say-goal.ts";

/** Sources and schema first, then extraction, transformation and load at once, then checks, schedule and backfill. */
export const dataPipeline = defineMethod({
  name: "data-pipeline",
  description:
    "Bring data from its sources to where it is used, again and again, and notice when it is wrong",
  goal: { intents: ["build", "add", "other", "design", "migrate", "browse"], where: isAboutDataFlow },
  subtasks(goal) {
    const { one, the, tools } = sayFlow(goal);
    const isBackfill = /\bbackfill/i.test(goal.text);
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `Which fields, volumes, limits and errors do the sources of ${one} have?`,
        description: `Find out what the sources of ${one} deliver: fields, volumes, limits`,
      },
    ]);
    const extras = [
      ...createFeatureSteps(goal.features, the, ["loading"]),
      ...createRequirementSteps(goal.requirements, the, ["loading"]),
    ];
    const parts = ["extraction", "transformation", "loading", ...extras.map(({ id }) => id)];
    return {
      steps: [
        ...research.steps,
        {
          id: "define-schema",
          agentType: AgentType.CODE,
          madeWith: ["database"],
          description: `Define the schema for ${the}${tools}: keys, types, what may be missing`,
          consumes: research.known,
          produces: ["schema"],
          effort: 0.5,
          successCriterion: `each field for ${the} has a type, a source and a rule for what is missing`,
        },
        {
          id: "extract",
          agentType: AgentType.CODE,
          madeWith: ["http-client", "queue", "language"],
          description: `Implement the extraction of ${the}: in portions, to be resumed after a failure`,
          consumes: ["schema", ...research.known],
          produces: ["extraction"],
          successCriterion: `the extraction of ${the} takes up where it stopped`,
        },
        {
          id: "transform",
          agentType: AgentType.CODE,
          madeWith: ["data-processing", "language"],
          description: `Implement the transformation of ${the} from the source's fields to the schema`,
          consumes: ["schema", ...research.known],
          produces: ["transformation"],
          successCriterion: `sample records pass through ${the} unharmed, and bad ones are set aside with a reason`,
        },
        {
          id: "load",
          agentType: AgentType.CODE,
          madeWith: ["database"],
          description: `Implement the loading of ${the}${tools}, so that running twice changes nothing`,
          consumes: ["schema"],
          produces: ["loading"],
          successCriterion: `a second run of ${the} adds no duplicates`,
        },
        ...extras,
        {
          id: "check-quality",
          agentType: AgentType.TEST,
          madeWith: ["testing"],
          description: `Write checks of the data that ${the} brings: counts, keys, empty and impossible values`,
          consumes: parts,
          produces: ["quality-checks"],
          successCriterion: `each check of ${the} fails on a sample that was spoilt for it`,
        },
        {
          id: "schedule",
          agentType: AgentType.CODE,
          madeWith: ["workflow", "monitoring"],
          description: `Set up the schedule of ${the} and an alert for late, failed and empty runs`,
          consumes: parts,
          produces: ["schedule"],
          effort: 0.5,
          successCriterion: `a failed run of ${the} reaches a person`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Review ${the} for access rights, personal data and what happens halfway`,
          consumes: parts,
          produces: ["review-report"],
          successCriterion: `each finding on ${the} names its place and weight`,
        },
        {
          id: "backfill",
          agentType: AgentType.CODE,
          description: `Run ${the}${isBackfill ? "" : " over the past"} and compare counts and sums with the source`,
          consumes: ["quality-checks", "schedule", "review-report"],
          optional: !isBackfill,
          successCriterion: `what ${the} brought for the past adds up to what the source says`,
        },
      ],
      risks: [`The agents must be given access to the sources and the target of ${the}.`],
    };
  },
});

const flowNames: Readonly<Record<string, string>> = {
  backfill: "backfill",
  load: "load",
  ingest: "ingestion",
  sync: "synchronisation",
  copy: "copy",
  stream: "stream",
  crawl: "crawl",
  scrape: "crawl",
  fetch: "download",
};

/** "Backfill three years of events" is spoken of as "the backfill of three years of events". */
function sayFlow(goal: Goal): GoalPhrases {
  const phrases = sayGoal(goal);
  const [, verb = "", data = ""] =
    /^(backfill|load|ingest|sync|copy|stream|crawl|scrape|fetch) (?:our |all )?(.+)$/i.exec(goal.text) ?? [];
  const noun = flowNames[verb.toLowerCase()];
  if (noun === undefined) return phrases;
  const name = `the ${noun} of ${data.replace(/[.!]+$/, "").replace(/\s(?:every|each)\s.*$/i, "")}`;
  return { ...phrases, one: name, the: name };
}
