import type { AgentContext } from "../tasks/agent-context.ts";
import type { AgentDescriptor } from "./agent-descriptor.ts";
import type { AgentTypeName } from "./agent-type.ts";
import type { StandardSchemaV1 } from "./standard-schema.ts";

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
export interface Agent<
  CallerInput = unknown,
  Input = CallerInput,
  Result = unknown,
  Output = Result,
> extends AgentDescriptor {
  /** Validates, and may convert, each attempt's input where the executor runs. */
  readonly inputSchema?: StandardSchemaV1<CallerInput, Input>;
  /** Validates, and may convert, each result before it is accepted. */
  readonly outputSchema?: StandardSchemaV1<Result, Output>;
  /** Does the work; a throw or a rejection is a failed attempt, never a crash. */
  executor(task: TaskRequest<Input>, context: AgentContext): Promise<Result> | Result;
  /** Releases what the agent holds; called once when its orchestrator closes. */
  close?(): Promise<void>;
}
