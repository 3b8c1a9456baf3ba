/** What a wanted agent must offer; every given part must fit, the last three by one and the same capability. */
export interface AgentQuery {
  readonly agentType?: string;
  readonly capability?: string;
  /** Labels that the capability must accept, all of them. */
  readonly inputTypes?: readonly string[];
  /** Labels that the capability must produce, all of them. */
  readonly outputTypes?: readonly string[];
}
