import { AgentType } from "@convoke/core";
import { joinList } from "../../text/phrases.ts";
import { defineMethod } from "../method.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

/** Puts data that is there, or that earlier steps brought, into a file or a table, and counts it. */
export const saveData = defineMethod({
  name: "save-data",
  description: "Save or export data into a file, a sheet or a table",
  goal: {
    verbs: ["save", "store", "export", "put", "write", "collect"],
    where: ({ text, object }) =>
      !/\b(?:users?|preferences?|settings?|state|sessions?|forms?)\b/i.test(object) &&
      !/\b(?:every|each) (?:hour|day|night|week|month|morning)\b|\b(?:daily|nightly|weekly|hourly)\b/i.test(
        text,
      ) &&
      /\b(?:as|to|in|into) (?:an? |the |our |my )?(?:\S+ )?(?:csv|json|xlsx?|excel|spreadsheets?|google sheets?|sheet|database|sqlite|table|parquet|file|files)\b/i.test(
        text,
      ),
    intents: ["other", "research"],
  },
  subtasks(goal) {
    const { one, the, without } = sayGoal(goal);
    const target = goal.technologies.length === 0 ? "" : ` into ${joinList(goal.technologies)}`;
    return {
      steps: [
        {
          id: "save",
          agentType: AgentType.CODE,
          description: `${capitalize(goal.verb)} ${one}${target}${without}`,
          produces: ["saved-data"],
          effort: 0.5,
          successCriterion: `${the} can be opened, with a name and a type for every column`,
        },
        {
          id: "check-saved",
          agentType: AgentType.TEST,
          description: `Read ${the} back and compare counts and a sample with where it came from`,
          consumes: ["saved-data"],
          effort: 0.5,
          successCriterion: `nothing of ${the} is lost, doubled or cut`,
        },
      ],
    };
  },
});
