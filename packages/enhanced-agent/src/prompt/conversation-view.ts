import type { AgentState } from "../machine/agent-state.ts";

/** An agent type that can be delegated to, as the model is told of it. */
export interface ListedAgent {
  readonly agentType: string;
  readonly description: string;
  readonly capabilities: readonly { readonly name: string; readonly description: string }[];
}

/** What the model has been told of one delegated task. */
export interface SeenResult {
  /** `E1`; absent when the task did not complete. */
  readonly evidenceId?: string;
  readonly agentType: string;
  readonly task: string;
  readonly status: string;
  /** The result, or the error, in words. */
  readonly text: string;
  readonly sources: readonly { readonly id: string; readonly quote: string }[];
}

/** What the messages of a run say, read back: all that a model without a mind needs in order to go on. */
export interface ConversationView {
  /** The marker of the run's fences; empty when the messages are none of a run. */
  readonly marker: string;
  readonly prompt: string;
  readonly state: AgentState;
  /** Names of the actions that are allowed now. */
  readonly allowed: readonly string[];
  readonly agents: readonly ListedAgent[];
  /** Answers to earlier prompts of the conversation, oldest first. */
  readonly earlier: readonly { readonly prompt: string; readonly answer: string }[];
  readonly results: readonly SeenResult[];
  /** For each vote that was held, in order: a line per voter, e.g. `knowledge completed: supported`. */
  readonly votes: readonly (readonly string[])[];
  /** What the agent itself wrote, in order: one text for each of its messages, calls of tools in the form of text actions. */
  readonly said: readonly string[];
  /** Problems of the proposed answer when it was sent back. */
  readonly unmet: readonly string[];
}
