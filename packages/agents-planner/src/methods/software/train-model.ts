import { AgentType } from "@convoke/core";
import { createFeatureSteps } from "./feature-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const learning =
  /\b(?:machine[- ]learning|deep[- ]learning|neural (?:net|network)s?|classifiers?|fine-?tun(?:e|ing)|(?:recommend(?:er|ation)|prediction|predictive|forecasting|scoring|classification|regression|language) (?:engine|models?|system)|models? (?:that|to|which|for) (?:predict|classif|detect|forecast|recogni|estimat|recommend|scor)\w*|(?:predict|forecast)(?:s|ing)? .*\b(?:churn|demand|prices?|sales|failures?|risk))\b/i;

/** The measure first, then data, a simple baseline, training, and a look at the errors on data held back. */
export const trainModel = defineMethod({
  name: "train-model",
  description: "Train a model on data and show how good it is on data that it has not seen",
  goal: {
    intents: ["build", "other", "add"],
    where: ({ text, verb }) => learning.test(text) && verb !== "organize" && verb !== "organise",
  },
  subtasks(goal) {
    const { one, the, tools } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `Which methods and data suit ${one}${tools}, and how good do they get?`,
        description: `Find out which methods and data suit ${one}${tools}`,
      },
    ]);
    const features = createFeatureSteps(goal.features, the, ["model"]);
    return {
      given: ["data"],
      steps: [
        ...research.steps,
        {
          id: "set-measure",
          agentType: AgentType.REVIEW,
          description: `Set what ${the} is judged by, and from which figure on it is of use`,
          produces: ["measure"],
          effort: 0.4,
          successCriterion: `the measure for ${the} says what a false alarm and a miss cost`,
        },
        {
          id: "prepare-data",
          agentType: AgentType.CODE,
          madeWith: ["data-processing"],
          description: `Collect and clean the data for ${the}, and hold a part back for the end`,
          consumes: ["data"],
          produces: ["training-data"],
          successCriterion: `nothing in the data for ${the} is known only after the fact, and the part held back is sealed`,
        },
        {
          id: "build-baseline",
          agentType: AgentType.CODE,
          description: `Measure a simple rule as the baseline for ${the}`,
          consumes: ["training-data", "measure"],
          produces: ["baseline"],
          effort: 0.5,
          successCriterion: `the figure that ${the} must beat is known`,
        },
        {
          id: "train",
          agentType: AgentType.CODE,
          madeWith: ["machine-learning", "language"],
          description: `Train ${the} and tune it by cross-validation${tools}`,
          consumes: ["training-data", "measure", ...research.known],
          produces: ["model"],
          effort: 2,
          successCriterion: `the training of ${the} can be repeated from data, settings and seed`,
        },
        ...features,
        {
          id: "evaluate",
          agentType: AgentType.TEST,
          description: `Measure ${the} once on the data held back, beside the baseline`,
          consumes: ["model", "baseline", ...features.map(({ id }) => id)],
          produces: ["evaluation"],
          successCriterion: `the figures of ${the} stand beside the baseline's, with their uncertainty`,
        },
        {
          id: "review-errors",
          agentType: AgentType.REVIEW,
          description: `Look through the errors of ${the} by kind and by group of people or cases`,
          consumes: ["evaluation"],
          produces: ["error-report"],
          successCriterion: `it is known for whom and when ${the} must not be used`,
        },
        {
          id: "serve",
          agentType: AgentType.CODE,
          madeWith: ["backend"],
          description: `Put ${the} where it is asked, and watch whether its inputs change`,
          consumes: ["model", "evaluation"],
          optional: true,
          successCriterion: `${the} answers where it is used as it did in the evaluation`,
        },
      ],
    };
  },
});
