import type { AgentContext } from "../tasks/agent-context.ts";
import type { AgentTypeName } from "./agent-type.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";

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

/** What an executor is asked to do. */
export interface TaskRequest<Input = unknown> {
  readonly taskId: string;
  readonly agentType: AgentTypeName;
  readonly capability?: string;
  readonly description: string;
  /** The task's input after the agent's schema; `undefined` when the task carries none. */
  readonly input: Input;
}

/**
 * What a third party writes: data first, code last.
 *
 * @example
 * const greeter: Agent = {
 *   agentType: "greeter", name: "Polite Greeter", description: "Greets people",
 *   capabilities: [{ name: "greet", description: "Says hello", inputTypes: ["name"], outputTypes: ["greeting"], estimatedTime: 0.01 }],
 *   executor: (task) => `Hello, ${task.description}!`,
 * };
 */
export interface Agent<CallerInput = unknown, Input = CallerInput, Result = unknown, Output = Result> {
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
  /** Validates, and may convert, each attempt's input where the executor runs. */
  readonly inputSchema?: StandardSchemaV1<CallerInput, Input>;
  /** Validates, and may convert, each result before it is accepted. */
  readonly outputSchema?: StandardSchemaV1<Result, Output>;
  /** Does the work; a throw or a rejection is a failed attempt, never a crash. */
  executor(task: TaskRequest<Input>, context: AgentContext): Promise<Result> | Result;
  /** Releases what the agent holds; called once when its orchestrator closes. */
  close?(): Promise<void>;
}

/** An agent without its code: what a worker in another process announces. */
export type AgentDescriptor = Omit<Agent, "executor" | "inputSchema" | "outputSchema" | "close">;
