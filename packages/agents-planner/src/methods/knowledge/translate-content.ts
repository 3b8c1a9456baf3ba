import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { isAboutSoftware } from "../goal-traits.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize, sayThe } from "../wording.ts";

/** Terms first, then the translation, then a reader who knows the language; software is looked at in use. */
export const translateContent = defineMethod({
  name: "translate-content",
  description: "Translate a text, or what software shows, into other languages",
  goal: { verbs: ["translate", "localize", "localise"] },
  subtasks(goal) {
    const { one, the, without } = sayGoal(goal);
    const source = sayThe(goal, goal.object.replace(/\s(?:in)?to\s.*$/i, ""));
    const isSoftware = isAboutSoftware(goal);
    return {
      given: isSoftware ? ["code-base"] : ["text"],
      steps: [
        ...(isSoftware
          ? [
              {
                id: "extract-texts",
                agentType: AgentType.CODE,
                description: `Take the texts for the translation of ${the} out of the code, with a note on where each is shown`,
                consumes: ["code-base"],
                produces: ["text"],
                successCriterion: `no text of ${source} that users see is left in the code`,
              },
            ]
          : []),
        {
          id: "agree-terms",
          agentType: AgentType.KNOWLEDGE,
          description: `Collect the terms that return in ${source}, and how each is translated`,
          question: `Which words are usual in the target language for the terms in ${source}?`,
          consumes: ["text"],
          produces: ["terms"],
          successCriterion: `each term of ${source} has one translation and a source for it`,
        },
        {
          id: "translate",
          agentType: isSoftware ? AgentType.CODE : AgentType.KNOWLEDGE,
          description: `${capitalize(goal.verb)} ${one}${without}`,
          ...(isSoftware ? {} : { question: `How does ${the} read?` }),
          consumes: ["text", "terms"],
          produces: ["translation"],
          effort: 2,
          successCriterion: `nothing of ${source} is left out, added or left in the old language`,
        },
        {
          id: "proofread",
          agentType: AgentType.REVIEW,
          description: `Proofread the translation of ${the} as somebody who speaks the language`,
          consumes: ["translation", "text", "terms"],
          produces: ["corrections"],
          successCriterion: `the translation of ${the} says the same and sounds natural`,
        },
        ...(isSoftware
          ? [
              {
                id: "check-layout",
                agentType: AgentType.TEST,
                description: `Look for cut texts, wrong plurals, dates and numbers in the translation of ${the}`,
                consumes: ["translation"],
                successCriterion: `every view of ${source} shows the translation whole`,
              },
            ]
          : []),
      ],
    };
  },
});
