/** The agent types that Convoke ships or has announced; any other string is legal too. */
export const AgentType = {
  /** The main controller: receives the user's prompt, delegates, aggregates. */
  MAIN: "main",
  /** Research and information retrieval. */
  KNOWLEDGE: "knowledge",
  /** Strategic planning and task decomposition. */
  PLANNER: "planner",
  /** Web automation and interaction. */
  BROWSER: "browser",
  /** Code implementation. */
  CODE: "code",
  /** Testing and verification. */
  TEST: "test",
  /** Code review and analysis. */
  REVIEW: "review",
  /** Debugging and troubleshooting. */
  DEBUG: "debug",
} as const;

export type AgentType = (typeof AgentType)[keyof typeof AgentType];

/** A known agent type, or any string of one's own. */
export type AgentTypeName = AgentType | (string & {});
