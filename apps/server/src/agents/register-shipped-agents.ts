import type { ArtifactStore } from "@convoke/core";
import { createEnhancedAgent } from "@convoke/enhanced-agent";
import { sqliteLessonStore, sqliteSessionStore } from "@convoke/enhanced-agent/sqlite";
import { modelFromEnvironment } from "@convoke/language-model";
import { registerAllAgents } from "convoke";
import { join } from "node:path";
import type { Configuration } from "../settings/config.ts";
import type { AgentDirectory } from "./agent-directory.ts";

/** What the agents that ship are made with. */
export interface ShippedAgentsOptions {
  readonly configuration: Pick<Configuration, "approvals" | "dataFolder">;
  /** Where the browser agent keeps what it takes home. */
  readonly artifacts: ArtifactStore;
}

/** What became of it. */
export interface ShippedAgents {
  /** The name of the language model that they work with; `undefined` where the rules decide. */
  readonly model: string | undefined;
  /** Closes what they keep. */
  close(): Promise<void>;
}

/** Registers the specialists, and the main agent, which asks for leave where it is told to. */
export function registerShippedAgents(
  agents: AgentDirectory,
  { configuration, artifacts }: ShippedAgentsOptions,
): ShippedAgents {
  const { approvals, dataFolder } = configuration;
  const model = modelFromEnvironment();
  registerAllAgents(agents, { model: model ?? null, browser: { artifacts } });
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
  agents.registerAgent(createEnhancedAgent({ ...kept, ...asks, ...(model !== undefined && { model }) }));
  return {
    model: model && (model.modelName ?? "a language model"),
    async close() {
      await Promise.all([kept?.lessons.close(), kept?.sessions.close()]);
    },
  };
}
