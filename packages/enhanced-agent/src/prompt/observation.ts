import type { ActionOutcome } from "../action/action-definition.ts";
import type { ActionProblem } from "../action/written-action.ts";
import type { AgentState } from "../machine/agent-state.ts";

/** An outcome and the action that came to it. */
export interface NamedOutcome {
  readonly action: string;
  readonly outcome: ActionOutcome;
}

/** What the model is told after a reply. */
export interface Observation {
  readonly marker: string;
  /** Left out where each is sent as the answer to its tool call. */
  readonly outcomes?: readonly NamedOutcome[];
  /** Sentences of the agent's own: what was refused, what was not performed and why. */
  readonly notes?: readonly string[];
  readonly problems?: readonly ActionProblem[];
  readonly state: AgentState;
  readonly allowed: readonly string[];
  /** Whether the next reply is the last one that the run has. */
  readonly isLastStep?: boolean;
}

/** What became of one action: its note, its data fenced, and which checks an answer did not pass (block `UNMET`). */
export function formatOutcome(_marker: string, _outcome: NamedOutcome): string {
  throw new Error("Not written yet.");
}

/** The text of the message that follows a reply; the state line is its last line. */
export function formatObservation(_observation: Observation): string {
  throw new Error("Not written yet.");
}
