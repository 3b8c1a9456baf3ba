import type { AgentTypeName } from "./agent-type.ts";

/** Something an agent can do: for discovery, planning and routing. */
export interface AgentCapability {
  readonly name: string;
  readonly description: string;
  /** Labels for discovery, e.g. `["query"]`; the schemas are the truth about shapes. */
  readonly inputTypes: readonly string[];
  readonly outputTypes: readonly string[];
  /** Seconds that one task is expected to take. */
  readonly estimatedTime: number;
  /** USD that one task is expected to cost; leave it out when unknown. */
  readonly costEstimate?: number;
  /** Language-model tokens that one task is expected to use; leave it out when unknown. */
  readonly tokenEstimate?: number;
  /** The part of a result that votes compare, e.g. `"verdict"` or `"answer.value"`. */
  readonly answerPath?: string;
}

/** An agent without its code: what a worker in another process announces. */
export interface AgentDescriptor {
  readonly agentType: AgentTypeName;
  /** Unique within the type. */
  readonly name: string;
  readonly description: string;
  /** Recorded with each task that the agent runs. */
  readonly version?: string;
  readonly capabilities: readonly AgentCapability[];
  /** Higher is preferred. @default 5 */
  readonly priority?: number;
  /** Attempts that may run at once; unlimited when left out. */
  readonly maxConcurrency?: number;
}
