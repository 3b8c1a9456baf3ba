import type { ActionProblem } from "../action/written-action.ts";
import type { AgentState } from "../machine/agent-state.ts";
import type { Check } from "../machine/machine.ts";
import type { Delegation } from "./delegation.ts";

/** What subscribers are told of a main agent's run: the `data` of its `task-progress` events. `step` counts replies of the model from 1. */
export type AgentEvent =
  | { readonly type: "state-entered"; readonly state: AgentState; readonly step: number }
  /** A piece of what the model writes, while it writes. */
  | { readonly type: "text"; readonly text: string; readonly step: number }
  | {
      readonly type: "action-performed";
      readonly action: string;
      readonly state: AgentState;
      readonly step: number;
      /** Its end was missing in what the model wrote. */
      readonly recovered?: true;
    }
  | {
      readonly type: "action-refused";
      readonly action: string;
      readonly state: AgentState;
      readonly message: string;
      readonly step: number;
    }
  | { readonly type: "action-to-confirm"; readonly action: string; readonly step: number }
  /** The model wrote no action, and what it wrote is taken for its answer. */
  | { readonly type: "text-taken-as-answer"; readonly step: number }
  | { readonly type: "problem-found"; readonly problem: ActionProblem; readonly step: number }
  | {
      readonly type: "approval-pending";
      readonly action: string;
      readonly key: string;
      readonly shown: string;
    }
  | { readonly type: "approval-given" | "approval-denied"; readonly action: string; readonly key: string }
  | { readonly type: "delegation-settled"; readonly delegation: Delegation; readonly step: number }
  | { readonly type: "answer-checked"; readonly passed: boolean; readonly checks: readonly Check[] }
  | { readonly type: "lesson-kept"; readonly lesson: string };
