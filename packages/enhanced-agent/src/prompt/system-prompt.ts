import type { ActionDefinition } from "../action/action-definition.ts";

/** What a system prompt is made of. */
export interface SystemPromptOptions {
  readonly definitions: readonly ActionDefinition[];
  readonly transport: "text" | "tools";
  /** What whoever runs the agent adds: tone, language, what to avoid. */
  readonly instructions?: string;
}

/** What the model is told once, before anything else: the same bytes for the same options, so that a service can cache them. */
export function createSystemPrompt(_options: SystemPromptOptions): string {
  throw new Error("Not written yet.");
}
