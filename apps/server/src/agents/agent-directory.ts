import type { Orchestrator } from "@convoke/core";
import type { AgentRegistrar } from "convoke";
import type { AgentList } from "../api/agent.ts";

/** The agents of the server: registered through here, so that their schemas are known. */
export interface AgentDirectory extends AgentRegistrar {
  /** Notes a plug-in that could not be loaded. */
  noteFailure(plugIn: string, message: string): void;
  list(): AgentList;
}

export function createAgentDirectory(orchestrator: Orchestrator): AgentDirectory {
  /** Described once: what a library makes of a schema may take its time. */
  const schemas = new Map<string, Record<string, unknown> | undefined>();
  const failedPlugIns: { plugIn: string; message: string }[] = [];
  const nameOf = (agentType: string, name: string): string => JSON.stringify([agentType, name]);
  return {
    registerAgent(agent) {
      orchestrator.registerAgent(agent);
      schemas.set(nameOf(agent.agentType, agent.name), describeSchema(agent.inputSchema));
    },
    unregisterAgent(agentType, name) {
      schemas.delete(nameOf(agentType, name));
      return orchestrator.unregisterAgent(agentType, name);
    },
    noteFailure(plugIn, message) {
      failedPlugIns.push({ plugIn, message });
    },
    list() {
      const items = orchestrator.getAgentStatus().map(({ agent, ...status }) => ({
        ...agent,
        priority: agent.priority ?? 5,
        inputSchema: schemas.get(nameOf(agent.agentType, agent.name)),
        ...status,
      }));
      return { items, failedPlugIns: [...failedPlugIns] };
    },
  };
}

interface JsonSchemaOptions {
  readonly target: "draft-2020-12";
  readonly libraryOptions: Readonly<Record<string, unknown>>;
}

interface JsonSchemaSource {
  readonly "~standard"?: {
    readonly jsonSchema?: { input(options: JsonSchemaOptions): Record<string, unknown> };
  };
}

/** The schema as JSON Schema, of libraries that follow the Standard JSON Schema; a schema that cannot be told is left out. */
function describeSchema(schema: unknown): Record<string, unknown> | undefined {
  try {
    const described = (schema as JsonSchemaSource | undefined)?.["~standard"]?.jsonSchema?.input({
      target: "draft-2020-12",
      // A part that has no words in JSON Schema (a check of its own, say) may be anything; the rest of the schema is told.
      libraryOptions: { unrepresentable: "any" },
    });
    // What cannot be written as JSON would keep the other agents from being listed.
    return described && (JSON.parse(JSON.stringify(described)) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}
