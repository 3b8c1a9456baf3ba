import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

/** What an entry is, where entries come from, the rules for labels, a part done twice, the rest, and a note on its limits. */
export const buildDataset = defineMethod({
  name: "build-dataset",
  description: "Collect and label data for training, evaluation or analysis",
  goal: {
    where: ({ verb, object }) =>
      /^(?:build|create|make|collect|compile|assemble|gather|curate|label|annotate|prepare|generate|produce|put together)$/.test(
        verb,
      ) &&
      (/\b(?:data ?sets?|corpus|corpora|(?:training|evaluation|eval|benchmark|test) (?:data|sets?)|golden set|(?:sample|test|demo|seed|fake|dummy|synthetic) data|ground truth)\b/i.test(
        object.replace(/\s(?:for|from|about|that|which|to|in)\s.*$/i, ""),
      ) ||
        /^(?:label|annotate)$/.test(verb)) &&
      !/\b(?:pipeline|page|app|tool|editor|loader|api|platform|browser|catalog\w*)\b/i.test(object),
  },
  subtasks(goal) {
    const { one, the, tools, limits } = sayGoal(goal);
    const aim = `${goal.verb} ${one}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `Which sources, licences and existing collections serve whoever wants to ${aim}${tools}?`,
        description: `Find out which sources, licences and existing collections help to ${aim}${tools}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "define-entries",
          agentType: AgentType.REVIEW,
          description: `Define the entries of ${the}: fields, labels, how many of each, what must not be in it`,
          consumes: research.known,
          produces: ["definition"],
          effort: 0.5,
          successCriterion: `two people would agree whether something belongs in ${the}`,
        },
        {
          id: "collect",
          agentType: AgentType.CODE,
          description: `Collect the raw entries for ${the}${tools}, without personal data and without doubles`,
          madeWith: ["data-processing", "language", "recommended"],
          consumes: ["definition", ...research.known],
          produces: ["raw-data"],
          successCriterion: `each raw entry for ${the} has its source and its licence`,
        },
        {
          id: "label-sample",
          agentType: AgentType.KNOWLEDGE,
          description: `Label a sample of ${the} twice, independently, and write the rules for what was seen differently`,
          question: `Which label does each entry of the sample of ${the} get, and why?`,
          consumes: ["raw-data", "definition"],
          produces: ["label-rules"],
          successCriterion: `both labels of the sample of ${the} agree in nine of ten entries`,
        },
        {
          id: "label-all",
          agentType: AgentType.CODE,
          description: `Label the rest of ${the} by these rules, and split it into parts for training and evaluation${limits}`,
          consumes: ["raw-data", "label-rules"],
          produces: ["data-set"],
          effort: 2,
          successCriterion: `no entry of ${the} is in two parts`,
        },
        {
          id: "check-quality",
          agentType: AgentType.TEST,
          description: `Check ${the}: wrong labels in a drawn sample, gaps, doubles, shares of each label`,
          consumes: ["data-set", "definition"],
          produces: ["test-report"],
          successCriterion: `the rate of wrong labels in ${the} is known`,
        },
        {
          id: "write-card",
          agentType: AgentType.KNOWLEDGE,
          description: `Write what ${the} holds, how it came about, and what it must not be used for`,
          question: `What must users of ${the} know?`,
          consumes: ["data-set", "test-report"],
          optional: true,
          successCriterion: `a stranger can use ${the} rightly by what is written`,
        },
      ],
    };
  },
});
