import type { AgentCapability } from "@convoke/core";

/** What the planner can do. */
export const plannerCapabilities = [
  {
    name: "create_plan",
    description: "Turn a goal into steps with agents, dependencies, inputs and estimates",
    inputTypes: ["goal", "constraints", "research"],
    outputTypes: ["plan"],
    estimatedTime: 0.05,
    costEstimate: 0,
  },
  {
    name: "validate_plan",
    description: "List everything that is wrong with a plan before it runs",
    inputTypes: ["plan"],
    outputTypes: ["plan_problems"],
    estimatedTime: 0.05,
    costEstimate: 0,
  },
  {
    name: "bring_together",
    description: "Set side by side what other steps found, each statement with its source",
    inputTypes: ["research"],
    outputTypes: ["research"],
    estimatedTime: 0.05,
    costEstimate: 0,
  },
] as const satisfies readonly AgentCapability[];
