import type { ModelMessage } from "@convoke/core";
import type { Exchange } from "../conversation/session-store.ts";
import type { Lesson } from "../lessons/lesson-store.ts";
import type { AgentState } from "../machine/agent-state.ts";
import type { ListedAgent } from "./conversation-view.ts";

/** What a run begins with. */
export interface FirstMessageOptions {
  /** The run's marker, `data-` and a nonce that nothing from outside can know. */
  readonly marker: string;
  readonly prompt: string;
  readonly agents: readonly ListedAgent[];
  readonly lessons?: readonly Pick<Lesson, "situation" | "lesson" | "succeeded">[];
  /** Oldest first. */
  readonly earlier?: readonly Pick<Exchange, "prompt" | "answer" | "sources">[];
  readonly state: AgentState;
  readonly allowed: readonly string[];
}

/** The first message of the user: who can be delegated to, what is known, what is asked; each fenced. */
export function createFirstMessage(_options: FirstMessageOptions): ModelMessage {
  throw new Error("Not written yet.");
}
