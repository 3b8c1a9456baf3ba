import type { EnhancedAgentErrorReason } from "../errors/enhanced-agent-error.ts";
import type { AgentState } from "./agent-state.ts";
import type { Check } from "./machine.ts";

/** How a run ends. */
export type RunEnd =
  | { readonly kind: "answered" }
  | { readonly kind: "failed"; readonly reason: EnhancedAgentErrorReason; readonly message: string };

/** What is to be done next; `action` is the position within the message. The last one of a list is `ask`, `perform` or `end`. */
export type Effect =
  | { readonly type: "enter"; readonly state: AgentState }
  /** Ask the model for its next message, after it has been told what happened. */
  | { readonly type: "ask"; readonly isLastStep: boolean }
  /** Perform these at the same time, and say what they came to. */
  | { readonly type: "perform"; readonly actions: readonly number[] }
  /** Take what the message says for an ANSWER, and say what it came to. */
  | { readonly type: "answer-with-text" }
  | {
      readonly type: "refuse";
      readonly action: number;
      readonly state: AgentState;
      readonly message: string;
    }
  /** Not performed, though it is available: written too early. */
  | { readonly type: "drop"; readonly action: number; readonly message: string }
  /** Not performed: it is to be shown back, and sent again. */
  | { readonly type: "confirm"; readonly action: number; readonly message: string }
  | { readonly type: "checked"; readonly passed: boolean; readonly checks: readonly Check[] }
  | { readonly type: "tell"; readonly message: string }
  /** Show how an action is written that is available now. */
  | { readonly type: "show-example" }
  | { readonly type: "end"; readonly end: RunEnd };
