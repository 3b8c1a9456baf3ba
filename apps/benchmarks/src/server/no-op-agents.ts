import type { Agent } from "@convoke/core";

/** A plug-in whose agent does nothing: what is left is the way there and back. */
export const agents: readonly Agent[] = [
  {
    name: "no-op",
    version: "1.0.0",
    agentType: "no-op",
    description: "Returns its input.",
    capabilities: [],
    executor: async ({ input }) => input,
  },
];
