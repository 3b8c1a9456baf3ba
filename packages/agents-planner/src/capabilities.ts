import type { AgentCapability } from "@convoke/core";

/** Seconds that a plan by the method library takes, and that one reply of a language model takes. */
const [libraryTime, replyTime] = [0.05, 15];
/** Tokens of one plan by a language model: the catalogue of agents, the goal, the plan. */
const planTokens = 8000;

/**
 * What the planner can do. Without a language model nothing of it costs anything; what a model costs is unknown here,
 * so with one the cost of making plans is left out.
 */
export function createCapabilities({ hasModel }: { readonly hasModel: boolean }): readonly AgentCapability[] {
  const free = { estimatedTime: libraryTime, costEstimate: 0, tokenEstimate: 0 };
  const thinking = hasModel ? { estimatedTime: libraryTime + replyTime, tokenEstimate: planTokens } : free;
  return [
    {
      name: "create_plan",
      description: "Turn a goal into steps with agents, dependencies, inputs and estimates",
      inputTypes: ["goal", "constraints", "research"],
      outputTypes: ["plan"],
      ...thinking,
    },
    {
      name: "refine_plan",
      description: "Change a plan as asked: add, leave out, replace, or fit it into a budget",
      inputTypes: ["plan", "change", "constraints"],
      outputTypes: ["plan"],
      ...thinking,
    },
    {
      name: "validate_plan",
      description: "List everything that is wrong with a plan before it runs",
      inputTypes: ["plan", "constraints"],
      outputTypes: ["plan_problems"],
      ...free,
    },
    {
      name: "schedule_plan",
      description: "Say when each step of a plan runs on whom, with critical path, slack and charts",
      inputTypes: ["plan"],
      outputTypes: ["schedule"],
      ...free,
    },
    {
      name: "estimate",
      description:
        "Say what a plan, or a goal's plan, takes in time and money, step by step, and where the figures come from",
      inputTypes: ["plan", "goal", "constraints"],
      outputTypes: ["estimate"],
      ...free,
    },
    {
      name: "replan",
      description:
        "Go on after failed steps: finished results stay, only what depends on the failures changes",
      inputTypes: ["plan", "outcomes"],
      outputTypes: ["plan"],
      ...free,
    },
    {
      name: "bring_together",
      description: "Set side by side what other steps found, each statement with its source",
      inputTypes: ["research"],
      outputTypes: ["research"],
      ...free,
    },
    {
      name: "count_votes",
      description: "Count the votes that other steps cast, and say whether they decide",
      inputTypes: ["votes"],
      outputTypes: ["decision"],
      answerPath: "winner",
      ...free,
    },
  ];
}
