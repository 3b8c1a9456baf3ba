import type { ArtifactStore } from "@convoke/core";
import { createEnhancedAgent } from "@convoke/enhanced-agent";
import { sqliteLessonStore, sqliteSessionStore } from "@convoke/enhanced-agent/sqlite";
import { registerAllAgents } from "convoke";
import { join } from "node:path";
import type { Configuration } from "../config.ts";
import type { AgentDirectory } from "./agent-directory.ts";

/** What the agents that ship are made with. */
export interface ShippedAgentsOptions {
  readonly configuration: Pick<Configuration, "approvals" | "dataFolder">;
  /** Where the browser agent keeps what it takes home. */
  readonly artifacts: ArtifactStore;
}

/** Registers the specialists and the main agent, which asks for leave where it is told to; returns how to close what they keep. */
export function registerShippedAgents(
  agents: AgentDirectory,
  { configuration, artifacts }: ShippedAgentsOptions,
): () => Promise<void> {
  const { approvals, dataFolder } = configuration;
  registerAllAgents(agents, { browser: { artifacts } });
  const kept =
    dataFolder === undefined
      ? undefined
      : {
          lessons: sqliteLessonStore({ file: join(dataFolder, "lessons.db") }),
          sessions: sqliteSessionStore({ file: join(dataFolder, "sessions.db") }),
        };
  const asks = approvals.length > 0 && {
    approve: "wait" as const,
    ...(!approvals.includes("side-effects") && { approvalFor: approvals }),
  };
  agents.registerAgent(createEnhancedAgent({ ...kept, ...asks }));
  return async () => {
    await Promise.all([kept?.lessons.close(), kept?.sessions.close()]);
  };
}
