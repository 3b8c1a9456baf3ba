import { AgentType } from "@convoke/core";
import { createFeatureSteps } from "../software/feature-steps.ts";
import { defineMethod } from "../method.ts";
import { sayGoal } from "../say-goal.ts";

/** What it is to answer, the sheets and their columns, the formulas, a trial with real and with wrong entries. */
export const buildSpreadsheet = defineMethod({
  name: "build-spreadsheet",
  description: "Make a spreadsheet that calculates or keeps track of something",
  goal: {
    intents: ["build", "design", "other", "document"],
    where: ({ object, verb }) =>
      /\b(?:spreadsheets?|excel (?:sheet|file|template|model|workbook)s?|google sheets?|workbook|financial model|budget (?:template|sheet|planner)|(?:household|family|monthly|annual|wedding|travel|project|student)? ?budget)\b/i.test(
        object.replace(/\s(?:for|to|that|which|from|with|of)\s.*$/i, ""),
      ) && !/^(?:sell|buy|find)$/.test(verb),
  },
  subtasks(goal) {
    const { one, the, tools } = sayGoal(goal);
    const features = createFeatureSteps(goal.features, the, ["sheet"]);
    return {
      steps: [
        {
          id: "set-questions",
          agentType: AgentType.REVIEW,
          description: `Set the questions that ${the} answers, what is entered by hand, and by whom`,
          produces: ["questions"],
          effort: 0.4,
          successCriterion: `each question to ${the} has a cell in which its answer will stand`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the sheets, the columns and the formulas of ${one}`,
          task: `Design the sheets, the columns and the formulas of ${the}`,
          consumes: ["questions"],
          successCriterion: `nothing has to be entered twice in ${the}`,
        },
        {
          id: "build",
          agentType: AgentType.CODE,
          description: `Build ${one}${tools}, with entries and formulas kept apart`,
          consumes: ["plan"],
          produces: ["sheet"],
          successCriterion: `${the} shows its answers with made-up entries`,
        },
        ...features,
        {
          id: "try-entries",
          agentType: AgentType.TEST,
          description: `Try ${the} with a real month, with empty and with wrong entries`,
          consumes: ["sheet", ...features.map(({ id }) => id)],
          successCriterion: `three answers of ${the} were worked out by hand and agree`,
        },
        {
          id: "explain",
          agentType: AgentType.CODE,
          description: `Explain in ${the} what is entered where, and protect the formulas`,
          consumes: ["sheet"],
          effort: 0.3,
          optional: true,
          successCriterion: `somebody else fills in ${the} without asking`,
        },
      ],
    };
  },
});
