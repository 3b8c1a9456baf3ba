import { AgentType } from "@convoke/core";
import { classifyThing } from "../../goal/things.ts";
import { defineMethod } from "../method.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

/** What comes in, what shall come out, a sample first, then all of it, checked against the original. */
export const convertContent = defineMethod({
  name: "convert-content",
  description:
    "Turn content from one form into another: tables out of documents, recordings into text, files into a system",
  goal: {
    verbs: [
      "extract",
      "turn",
      "import",
      "transform",
      "digitise",
      "digitize",
      "transcribe",
      "scan",
      "convert",
      "parse",
    ],
    intents: ["other"],
    where: ({ object }) =>
      !/^(?:web-application|api|library)$/.test(
        classifyThing(/\s(?:in)?to (.+)$/i.exec(object)?.[1] ?? "") ?? "",
      ),
  },
  subtasks(goal) {
    const { one, the, without } = sayGoal(goal);
    const work = `${goal.verb} ${one}`;
    return {
      given: ["originals"],
      steps: [
        {
          id: "look-at-originals",
          agentType: AgentType.REVIEW,
          description: `Look at what there is to ${work}: kinds, exceptions, what is hard to read`,
          consumes: ["originals"],
          produces: ["kinds"],
          effort: 0.5,
          successCriterion: `each kind of original that it takes to ${work} has an example`,
        },
        {
          id: "describe-result",
          agentType: AgentType.REVIEW,
          description: `Describe the result exactly, before anybody begins to ${work}: fields, names, form`,
          consumes: ["kinds"],
          produces: ["target-form"],
          effort: 0.4,
          successCriterion: `one example was done by hand to show how to ${work}`,
        },
        {
          id: "write-conversion",
          agentType: AgentType.CODE,
          description: `Write what it takes to ${work}${without}, and try it on one original of each kind`,
          consumes: ["kinds", "target-form"],
          produces: ["conversion"],
          successCriterion: `the sample comes out as described when you ${work}`,
        },
        {
          id: "convert-all",
          agentType: AgentType.CODE,
          description: `${capitalize(work)}${without}, and set aside what cannot be read`,
          consumes: ["conversion", "originals"],
          produces: ["converted"],
          successCriterion: `each original behind ${the} is converted or on the list of exceptions`,
        },
        {
          id: "check-result",
          agentType: AgentType.TEST,
          description: `Compare the result with the originals, after the attempt to ${work}: counts, sums, a sample by eye`,
          consumes: ["converted", "originals"],
          successCriterion: `the share of mistakes made when you ${work} is known and small enough`,
        },
      ],
    };
  },
});
