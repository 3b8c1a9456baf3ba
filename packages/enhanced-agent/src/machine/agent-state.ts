/** The states of the main agent, in the order in which a run usually goes through them. */
export const AgentState = {
  /** Plan first, then delegate. */
  PLANNING: "PLANNING",
  /** Delegate, and answer from what came back. */
  EXECUTING: "EXECUTING",
  /** Testing only: does the answer hold? */
  VERIFYING: "VERIFYING",
  /** Reflection only: what is to be remembered? */
  LEARNING: "LEARNING",
} as const;

export type AgentState = (typeof AgentState)[keyof typeof AgentState];
