import { AgentType } from "@convoke/core";
import { isAboutSoftware } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import { sayGoal } from "../say-goal.ts";
import { sayThe } from "../wording.ts";

/** "all usages of the v1 API": what is removed is the API. */
const usage =
  /^(?:all |any |every |remaining )*(?:usages?|uses?|occurrences?|references?|calls?|imports?) (?:of|to) (?:the |our )?/i;

/** Who uses it, tests around it, the removal, and what is left behind. */
export const removeCode = defineMethod({
  name: "remove-code",
  description: "Take something out of software without breaking what uses it",
  goal: {
    verbs: ["remove", "delete", "drop", "get rid of"],
    intents: ["improve", "fix"],
    where: isAboutSoftware,
  },
  subtasks(goal) {
    const { tools } = sayGoal(goal);
    const named = goal.object.replace(usage, "");
    const the = named === goal.object ? sayThe(goal) : sayThe(goal, named);
    return {
      given: ["code-base"],
      steps: [
        {
          id: "find-users",
          agentType: AgentType.REVIEW,
          description: `Find everything that uses ${the}: code, tests, settings, documents, callers outside`,
          consumes: ["code-base"],
          produces: ["inventory"],
          successCriterion: `each use of ${the} is listed with its place`,
        },
        {
          id: "hold-behaviour",
          agentType: AgentType.TEST,
          description: `Write tests that hold what must stay without ${the}`,
          consumes: ["inventory"],
          produces: ["safety-net"],
          successCriterion: `the tests around ${the} pass before anything is removed`,
        },
        {
          id: "move-users",
          agentType: AgentType.CODE,
          description: `Change whatever uses ${the} to do without${tools}`,
          consumes: ["inventory", "safety-net"],
          produces: ["changed-users"],
          successCriterion: `nothing on the list uses ${the} any more`,
        },
        {
          id: "remove",
          agentType: AgentType.CODE,
          description: `Remove ${the} and all tests, settings and documents for that${tools}`,
          consumes: ["changed-users"],
          produces: ["removal"],
          effort: 0.5,
          successCriterion: `a search finds no trace of ${the}`,
        },
        {
          id: "verify",
          agentType: AgentType.TEST,
          description: `Run all tests without ${the} and try whatever needed that before`,
          consumes: ["removal", "safety-net"],
          successCriterion: `everything that stays works without ${the}`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Review the removal of ${the} for leftovers and for callers that were overlooked`,
          consumes: ["removal", "inventory"],
          successCriterion: `no dead code of ${the} is left`,
        },
      ],
      risks: [`Callers of ${the} outside the code base are not seen by its tests.`],
    };
  },
});
